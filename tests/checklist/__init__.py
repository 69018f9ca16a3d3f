"""Items, sheets, merging, progress."""
