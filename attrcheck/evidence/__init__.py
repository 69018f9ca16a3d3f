"""A checklist in, the same out with what the web says of each row; one module a look-up, one a service."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
