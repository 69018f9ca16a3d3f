"""A checklist in, one file's content out: each module writes one format."""
