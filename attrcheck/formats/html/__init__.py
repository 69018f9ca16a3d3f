"""Checklists in, one self-contained page out; `static/` holds its scripts and style sheets."""
