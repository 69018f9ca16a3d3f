"""Checklists to and from files."""
