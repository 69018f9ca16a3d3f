"""A PDF document in, its `Article` out: lines from a bounded worker, put into paragraphs."""
