"""Any bytes -> `Article`."""
