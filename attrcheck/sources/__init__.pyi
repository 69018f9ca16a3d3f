from .identify import identify
from .source import Naming, Nature, Source, SourceKind

__all__ = ["Naming", "Nature", "Source", "SourceKind", "identify"]
