"""Pages and a folder in, the same pages out on a later run, for a day; keys in their addresses are not written."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from attrcheck.errors import OutputError
from attrcheck.files import write_whole
from attrcheck.web import Page, read_stamp, redacted, utc_now

__all__ = ["Cache"]

#: What stands in a file's "format"; files of another are not read.
_FORMAT = "attrcheck answer 1"
_KEPT = timedelta(days=1)
#: The folder within the cache, and the names of its files: nothing else there is touched.
_FOLDER = "answers"
_NAME = re.compile(r"[0-9a-f]{64}\.json")


class Cache:
    """A folder's answers, a file each, named by the digest of the address; `now` gives the time.

    A file that is damaged or too old counts as not there, and those too old are removed when a cache is opened.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = utc_now) -> None:
        self._folder = folder / _FOLDER
        self._now = now
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if _NAME.fullmatch(path.name) and self._read(path) is None:
                path.unlink(missing_ok=True)

    def get(self, url: str) -> Page | None:
        """Return the page that `url` answered within the last day, None where there is none."""
        path = self._path(url)
        return self._read(path, url) if path.is_file() else None

    def put(self, page: Page) -> None:
        """Keep `page`, which says when it was retrieved; raises OutputError where the folder cannot be written."""
        fields = {
            "format": _FORMAT,
            "url": redacted(page.url),
            "final_url": redacted(page.final_url),
            "status": page.status,
            "content_type": page.content_type,
            "retrieved_at": page.retrieved_at,
            "body": base64.b64encode(page.body).decode("ascii"),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # The questions give away an article that may not be published.
            self._folder.chmod(0o700)
        except OSError as error:
            raise OutputError(
                f"the cache {self._folder} cannot be made ({error.strerror}): name another in the settings, "
                "or add --no-cache."
            ) from error
        write_whole(self._path(page.url), json.dumps(fields).encode())

    def _path(self, url: str) -> Path:
        # The digest is of the whole address: an answer to one key is not given to another.
        return self._folder / f"{hashlib.sha256(url.encode('utf8', 'surrogatepass')).hexdigest()}.json"

    def _read(self, path: Path, url: str = "") -> Page | None:
        try:
            fields = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return None
        try:
            retrieved_at = read_stamp(fields["retrieved_at"])
            body = base64.b64decode(fields["body"], validate=True)
            page = Page(
                url or fields["url"],
                fields["final_url"],
                int(fields["status"]),
                str(fields["content_type"]),
                body,
                fields["retrieved_at"],
            )
        except (KeyError, TypeError, ValueError, binascii.Error):
            return None
        age = self._now() - retrieved_at
        return page if fields.get("format") == _FORMAT and timedelta() <= age < _KEPT else None
