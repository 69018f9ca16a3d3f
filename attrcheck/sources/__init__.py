"""Attributions in, who is meant out: a source for each, with full name, role and kind."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
