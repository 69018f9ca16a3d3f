"""attrcheck's tests: each docstring is a behaviour in one sentence."""
