"""An HTML page in, its `Article` out: the main text, without what stands round it, and what its metadata tells."""
