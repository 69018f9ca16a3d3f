"""A quotation and a page's text in, where and how the two agree and differ out."""
