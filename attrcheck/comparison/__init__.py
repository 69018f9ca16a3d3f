"""A quotation and a text enter; where the text has it, and how the two agree and differ, leaves."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
