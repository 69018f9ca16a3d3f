"""Look-ups and comparing."""
