from .assignment import ASSIGNED, assign, is_of
from .build import build
from .columns import (
    COLUMNS,
    CONTRADICTIONS,
    CORRECTED,
    FOUND,
    HELD,
    HISTORY,
    HUMAN,
    KNOWN,
    MARKS,
    MERGED,
    NEEDED,
    OLD_STATEMENT,
    SEARCHES,
    Column,
)
from .dates import date_words
from .findings import Difference, Evidence, Found, Lookup, Missed
from .held import Held, Outcome
from .ids import plain_words
from .joining import cut_cell
from .merging import Merged, merge, tally
from .model import GAP, Checklist, Item, MadeBy, Status, Verdict
from .objects import ITEM_KEYS, article_from_object, bare_item, evidence_of, head_object, item_cells, item_object
from .people import Person, people_of
from .priority import Priority
from .progress import Progress, progress
from .row_filter import Order, RowFilter
from .selection import choose, choose_items, is_named, pick_columns, unknown_words
from .sheet import (
    ArticleName,
    Book,
    Dialect,
    Row,
    Sheet,
    arrange,
    article_of,
    article_of_head,
    as_sheet,
    in_order,
    whole_sheet,
)
from .state import Mark, fold_choice, is_done, is_worked_on, marks_of, status_of
from .summary import Summary, summarise

__all__ = [
    "ASSIGNED",
    "COLUMNS",
    "CONTRADICTIONS",
    "CORRECTED",
    "FOUND",
    "GAP",
    "HELD",
    "HISTORY",
    "HUMAN",
    "ITEM_KEYS",
    "KNOWN",
    "MARKS",
    "MERGED",
    "NEEDED",
    "OLD_STATEMENT",
    "SEARCHES",
    "ArticleName",
    "Book",
    "Checklist",
    "Column",
    "Dialect",
    "Difference",
    "Evidence",
    "Found",
    "Held",
    "Item",
    "Lookup",
    "MadeBy",
    "Mark",
    "Merged",
    "Missed",
    "Order",
    "Outcome",
    "Person",
    "Priority",
    "Progress",
    "Row",
    "RowFilter",
    "Sheet",
    "Status",
    "Summary",
    "Verdict",
    "arrange",
    "article_from_object",
    "article_of",
    "article_of_head",
    "as_sheet",
    "assign",
    "bare_item",
    "build",
    "choose",
    "choose_items",
    "cut_cell",
    "date_words",
    "evidence_of",
    "fold_choice",
    "head_object",
    "in_order",
    "is_done",
    "is_named",
    "is_of",
    "is_worked_on",
    "item_cells",
    "item_object",
    "marks_of",
    "merge",
    "people_of",
    "pick_columns",
    "plain_words",
    "progress",
    "status_of",
    "summarise",
    "tally",
    "unknown_words",
    "whole_sheet",
]
