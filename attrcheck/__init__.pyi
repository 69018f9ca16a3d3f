from .article import Article, from_bytes, from_html, from_markdown, from_text
from .checklist import Checklist, Evidence, Held, Item, Outcome, Status, Verdict
from .corpus import Columns, CorpusOptions, CorpusReport, Engine, check_corpus
from .errors import AttrcheckError
from .evidence import with_evidence
from .formats import write
from .pipeline import check, fetch_article, held_against
from .reader import Reader
from .searches import Sites, read_sites
from .settings import Settings, read_settings
from .version import __version__
from .web import Network

__all__ = [
    "Article",
    "AttrcheckError",
    "Checklist",
    "Columns",
    "CorpusOptions",
    "CorpusReport",
    "Engine",
    "Evidence",
    "Held",
    "Item",
    "Network",
    "Outcome",
    "Reader",
    "Settings",
    "Sites",
    "Status",
    "Verdict",
    "__version__",
    "check",
    "check_corpus",
    "fetch_article",
    "from_bytes",
    "from_html",
    "from_markdown",
    "from_text",
    "held_against",
    "read_settings",
    "read_sites",
    "with_evidence",
    "write",
]
