"""Commands that write what is recorded under tests/data and fixtures."""
