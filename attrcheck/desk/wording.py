"""Errors in, what they say in a window out: there are no options there, only what is on the page."""

from __future__ import annotations

import re

from attrcheck.errors import AttrcheckError, LanguageError, NetworkError, NoArticleError

__all__ = ["explain", "plain"]

#: What stands on the page for what a message calls by an option of the command line; "" for what has no place there.
_SAID = (
    ("or go on with --force-language", "or read it all the same"),
    ("add --archived to read the newest archived copy", "read the newest archived copy"),
    ("Or add --archived", "Or"),
    ("Name fewer documents with --against", "Choose fewer documents"),
    ("or overwrite it with --force", "or remove it there"),
    ("name another file; or add these rows to it with --merge-anyway; or drop what is there with --force", ""),
    ("or go on with --ignore-lock", ""),
    ("--ignore-lock", ""),
)


def plain(error: AttrcheckError) -> str:
    """Return what `error` says, in the words of the page."""
    message = str(error)
    for option, words in _SAID:
        message = message.replace(option, words).replace(option.capitalize(), words.capitalize())
    return re.sub(r"[\s,;]+([.;,]|$)", r"\1", message)


def explain(error: AttrcheckError) -> tuple[str, str]:
    """Return what `error` says, and by which field of an order it may be got round: "" for none."""
    if isinstance(error, LanguageError):
        return plain(error), "force_language"
    if isinstance(error, NetworkError | NoArticleError) and "archived copy" in str(error):
        return plain(error), "archived"
    return plain(error), "again" if isinstance(error, NetworkError) else ""
