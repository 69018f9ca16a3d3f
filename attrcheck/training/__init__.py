"""Annotated articles in, the reader's model out: prepare, train, export, predict and score."""
