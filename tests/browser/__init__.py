"""What a real browser does with the links."""
