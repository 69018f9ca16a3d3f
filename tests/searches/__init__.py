"""A statement and its source -> search links."""
