"""The bytes of any file or page in, an `Article` out: its text, its paragraphs, its links, who wrote it and when."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
