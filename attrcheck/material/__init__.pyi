from .document import Document
from .gathering import NOT_HELD, Material, gather, gather_bytes
from .holding import hold

__all__ = ["NOT_HELD", "Document", "Material", "gather", "gather_bytes", "hold"]
