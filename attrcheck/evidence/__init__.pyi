from .run import look_up, with_evidence
from .services.wayback import Capture, nearest_url, read_nearest

__all__ = ["Capture", "look_up", "nearest_url", "read_nearest", "with_evidence"]
