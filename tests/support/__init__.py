"""Builders and servers that several tests use."""
