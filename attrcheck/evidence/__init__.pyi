from .gather import WITHOUT_RESULT
from .lookups.table import Planned
from .run import look_up, planned, with_evidence
from .services.wayback import newest_copy

__all__ = ["WITHOUT_RESULT", "Planned", "look_up", "newest_copy", "planned", "with_evidence"]
