"""The text of an article in, what every other room reads it by out: word lists, sentences, noun phrases."""
