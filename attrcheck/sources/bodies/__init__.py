"""Names and nouns of bodies in, the body out that each is of, under the fullest name."""
