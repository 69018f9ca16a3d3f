from .claim import Claim, quoted_parts, wanted
from .engines import SearchLink
from .languages import language_of
from .links import search_links
from .naming import in_a_sentence, is_former, is_plural
from .passage_links import passage_link
from .sites import Sites, shipped_sites
from .sites_file import read_sites
from .strategies.documents import doi_of, is_historic, titling
from .strategies.strategy import speaks_of, told_of
from .words import fold, rarity, search_data

__all__ = [
    "Claim",
    "SearchLink",
    "Sites",
    "doi_of",
    "fold",
    "in_a_sentence",
    "is_former",
    "is_historic",
    "is_plural",
    "language_of",
    "passage_link",
    "quoted_parts",
    "rarity",
    "read_sites",
    "search_data",
    "search_links",
    "shipped_sites",
    "speaks_of",
    "titling",
    "told_of",
    "wanted",
]
