"""A folder in, a page for the browser of this machine out: articles are checked and worked on without a shell."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
