from .attribute import attribute
from .attribution import Attribution, Form
from .cues import Act, act_of
from .genitives import keeps_genitive
from .model import Reader
from .model_files import model_digest
from .reading import Entity, EntityKind, Reading
from .threads import thread_settings
from .transcripts import labelled_turns

__all__ = [
    "Act",
    "Attribution",
    "Entity",
    "EntityKind",
    "Form",
    "Reader",
    "Reading",
    "act_of",
    "attribute",
    "keeps_genitive",
    "labelled_turns",
    "model_digest",
    "thread_settings",
]
