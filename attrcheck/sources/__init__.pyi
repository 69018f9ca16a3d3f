from .identify import identify
from .source import Source, SourceKind

__all__ = ["Source", "SourceKind", "identify"]
