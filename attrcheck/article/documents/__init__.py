"""Bytes of a document's format in, its articles out: one module a format."""
