from .options import Columns, CorpusOptions, Engine
from .parts import Figures
from .report import CorpusStatus, corpus_status, merge_corpus
from .run import CorpusReport, check_corpus

__all__ = [
    "Columns",
    "CorpusOptions",
    "CorpusReport",
    "CorpusStatus",
    "Engine",
    "Figures",
    "check_corpus",
    "corpus_status",
    "merge_corpus",
]
