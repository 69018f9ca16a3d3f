"""Lets articles kill or hold up the process that reads them; Python loads it from PYTHONPATH at start-up."""

from __future__ import annotations

import os
import signal
import sys
import time

from tests.support.corpora import HOLDS_UP, KILLS

if "attrcheck.corpus.reading_process" in sys.orig_argv:
    from attrcheck.corpus import articles
    from attrcheck.corpus.options import CorpusOptions
    from attrcheck.corpus.records import Record
    from attrcheck.corpus.rows import Rows
    from attrcheck.reader.model import Reader

    _read = articles.read_record

    def _read_or_die(record: Record, reader: Reader, options: CorpusOptions) -> Rows:
        if KILLS in str(record.fields):
            os.kill(os.getpid(), signal.SIGKILL)
        if HOLDS_UP in str(record.fields):
            time.sleep(600)
        return _read(record, reader, options)

    articles.read_record = _read_or_die
