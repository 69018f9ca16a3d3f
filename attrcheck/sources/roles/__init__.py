"""A person, a title or an office in, the role, its holder and the body it belongs to out."""
