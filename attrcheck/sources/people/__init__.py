"""Names and descriptions of people in, the person out whom each is of, under the fullest name."""
