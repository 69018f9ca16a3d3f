"""An address in, a page out: the only room that knows the network. Fetches safely, records, replays."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
