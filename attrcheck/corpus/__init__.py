"""Corpora in (Parquet, JSON Lines, CSV, WARC, folders), Parquet out: a row a statement and a row an article."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
