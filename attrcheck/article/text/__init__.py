"""Plain, pasted and Markdown text in, its title, byline and paragraphs out."""
