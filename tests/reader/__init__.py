"""`Article` -> attributions."""
