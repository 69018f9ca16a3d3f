from .client import Connect, make_client, with_client
from .event_loop import run_to_end
from .failures import may_be_archived
from .fetch import Page, fetch, get
from .fixtures import Fixture, iter_fixtures, list_fixtures
from .hosts import is_private_name
from .moments import read_stamp, stamp, utc_now
from .network import Network
from .redaction import redacted
from .warc import is_capture, write_warc

__all__ = [
    "Connect",
    "Fixture",
    "Network",
    "Page",
    "fetch",
    "get",
    "is_capture",
    "is_private_name",
    "iter_fixtures",
    "list_fixtures",
    "make_client",
    "may_be_archived",
    "read_stamp",
    "redacted",
    "run_to_end",
    "stamp",
    "utc_now",
    "with_client",
    "write_warc",
]
