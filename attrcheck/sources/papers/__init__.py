"""A document such as "the report" in, the one out that is meant, with who issued it."""
