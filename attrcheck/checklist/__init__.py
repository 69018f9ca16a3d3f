"""An article, its attributions and their sources in, a checklist out; and sheets, merged, counted and chosen from."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
