"""A claim in, links out: each module knows one kind of place where a statement may be found."""
