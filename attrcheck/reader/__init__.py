"""An `Article` in, its attributions out: source, cue and content as spans of its text."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
