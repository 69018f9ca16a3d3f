"""A sheet in, an OpenDocument spreadsheet out, and back."""
