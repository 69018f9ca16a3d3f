from .document import Document
from .gathering import Material, gather
from .holding import hold

__all__ = ["Document", "Material", "gather", "hold"]
