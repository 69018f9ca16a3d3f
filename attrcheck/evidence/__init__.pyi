from .run import look_up, with_evidence
from .services.wayback import newest_copy

__all__ = ["look_up", "newest_copy", "with_evidence"]
