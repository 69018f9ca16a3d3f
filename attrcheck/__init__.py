"""Finds every attributed statement in an article and makes them a checklist to verify.

>>> from attrcheck import Reader, check, from_text
>>> checklist = check(from_text("The mayor said the bridge would be closed in May."), Reader())
>>> [(item.source.name, item.cue, item.statement) for item in checklist.items]
[('The mayor', 'said', 'the bridge would be closed in May')]
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
