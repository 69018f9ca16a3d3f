"""Attributions -> who is meant."""
