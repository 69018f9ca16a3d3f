from .article_names import ArticleNames
from .claim import Claim, make_claim, quoted_parts
from .engines import SearchLink
from .languages import page_language
from .links import search_links
from .naming import in_a_sentence, is_former, is_plural
from .passage_links import passage_link
from .sites import SiteKind, Sites, shipped_sites
from .sites_file import read_sites
from .strategies.documents import doi_of, is_historic, title_words
from .strategies.strategy import mentions_topic, source_context
from .words import fold, rarity, search_data

__all__ = [
    "ArticleNames",
    "Claim",
    "SearchLink",
    "SiteKind",
    "Sites",
    "doi_of",
    "fold",
    "in_a_sentence",
    "is_former",
    "is_historic",
    "is_plural",
    "make_claim",
    "mentions_topic",
    "page_language",
    "passage_link",
    "quoted_parts",
    "rarity",
    "read_sites",
    "search_data",
    "search_links",
    "shipped_sites",
    "source_context",
    "title_words",
]
