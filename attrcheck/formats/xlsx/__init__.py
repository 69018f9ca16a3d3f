"""A sheet in, an Excel workbook out, and back."""
