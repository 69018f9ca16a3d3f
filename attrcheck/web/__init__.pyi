from .client import make_async_client, make_client
from .failures import may_be_archived
from .fetch import Page, fetch, get, get_async
from .fixtures import Fixture, iter_fixtures, list_fixtures
from .hosts import is_private_name
from .network import Network
from .redaction import redacted
from .warc import is_capture, write_warc

__all__ = [
    "Fixture",
    "Network",
    "Page",
    "fetch",
    "get",
    "get_async",
    "is_capture",
    "is_private_name",
    "iter_fixtures",
    "list_fixtures",
    "make_async_client",
    "make_client",
    "may_be_archived",
    "redacted",
    "write_warc",
]
