from .build import build
from .columns import COLUMNS, FOUND, HUMAN, ITEM_KEYS, MERGED, OLD_STATEMENT, SEARCHES, item_cells
from .findings import Difference, Evidence, Found, Lookup, Missed
from .matching import ArticleName, article_of, fold
from .merging import Merged, merge, tally
from .model import GAP, Checklist, Item, MadeBy, Status, Verdict
from .priority import Priority
from .progress import Progress, progress
from .row_filter import Order, RowFilter
from .selection import choose, choose_items, is_named, pick_columns, unknown_words
from .sheet import Book, Row, Sheet, arrange, cut, fold_choice, guarded, of, unguarded
from .summary import Summary, summarise

__all__ = [
    "COLUMNS",
    "FOUND",
    "GAP",
    "HUMAN",
    "ITEM_KEYS",
    "MERGED",
    "OLD_STATEMENT",
    "SEARCHES",
    "ArticleName",
    "Book",
    "Checklist",
    "Difference",
    "Evidence",
    "Found",
    "Item",
    "Lookup",
    "MadeBy",
    "Merged",
    "Missed",
    "Order",
    "Priority",
    "Progress",
    "Row",
    "RowFilter",
    "Sheet",
    "Status",
    "Summary",
    "Verdict",
    "arrange",
    "article_of",
    "build",
    "choose",
    "choose_items",
    "cut",
    "fold",
    "fold_choice",
    "guarded",
    "is_named",
    "item_cells",
    "merge",
    "of",
    "pick_columns",
    "progress",
    "summarise",
    "tally",
    "unguarded",
    "unknown_words",
]
