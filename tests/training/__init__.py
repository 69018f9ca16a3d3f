"""The reader's training."""
