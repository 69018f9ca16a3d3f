"""Orders, rows and files in, the folder's work changed out: what the pages and the programs of a desk have done."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

# By their names only: what they need is loaded when they are.
from attrcheck import evidence, material, web
from attrcheck.checklist import Checklist, Merged, Row, Sheet, article_from_object, article_of
from attrcheck.desk.folder import Folder, Work
from attrcheck.desk.jobs import Job, Jobs, JobState, Lane, Outcome, Stopped
from attrcheck.desk.orders import Order, Waiting, articles_of
from attrcheck.desk.shelf import Shelf
from attrcheck.desk.wording import explain, plain
from attrcheck.errors import AttrcheckError, InputError
from attrcheck.formats import FileShape, Format, format_of, read_sheet, render, rendered
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.article import Article
    from attrcheck.reader import Reader
    from attrcheck.searches import Sites

__all__ = ["Desk"]

#: Rows that one request may bring, and characters of a column's name.
_MOST_ROWS, _LONGEST_NAME = 5_000, 200


class Desk:
    """A folder of work, and the machine that reads for it; `network` is how the web is reached where that is asked."""

    def __init__(
        self, folder: Folder, network: web.Network, *, sites: Sites | None = None, reader: Reader | None = None
    ) -> None:
        self.folder, self.network, self._sites = folder, network, sites
        self.jobs = Jobs(explain)
        self._waiting = Waiting(folder.path)
        self._reader = reader
        self._reading = threading.RLock()
        self._read: dict[str, tuple[Checklist, ...]] = {}
        for order_id, order in self._waiting.left():
            job = self._job(order_id, order)
            job.state, job.retry = JobState.LEFT, "again"
            job.message = "attrcheck was closed before this was read."
            self.jobs.remember(job)

    def warm_up(self) -> None:
        """Load the reader before anybody waits for it."""
        self._the_reader()

    def _the_reader(self) -> Reader:
        from attrcheck.reader import Reader

        with self._reading:
            self._reader = self._reader or Reader()
            return self._reader

    def take(self, order: Order) -> Job:
        """Take up `order`, which waits for those before it."""
        return self.jobs.start(self._job(self._waiting.put(order), order))

    def again(self, job: Job) -> Job:
        """Do a job that failed or was left once more, in the way round that it names."""
        if job.state not in (JobState.FAILED, JobState.LEFT) or not job.retry:
            raise InputError("this cannot be tried again. Give the article again.")
        self._waiting.change(job.id, retry=job.retry)
        return self.jobs.start(job)

    def drop(self, job: Job) -> None:
        """Stop a job, and forget what it was to do."""
        self.jobs.drop(job)
        self._waiting.done(job.id)

    def _job(self, order_id: str, order: Order) -> Job:
        return Job(order.called, Lane.READING, partial(self._check_order, order_id), id=order_id)

    def _check_order(self, order_id: str, report: Callable[[int, int], None]) -> Outcome:
        order = self._waiting.get(order_id)
        outcome = self._taken_in(order) or self._checked(order, report)
        if order.against:
            outcome = self._against(order.against, outcome, report)
        self._waiting.done(order_id)
        return outcome

    def _against(self, files: Mapping[str, bytes], outcome: Outcome, report: Callable[[int, int], None]) -> Outcome:
        """Keep `files` beside each article of `outcome` and hold it against them; what fails costs only itself."""
        notices = list(outcome.notices)
        for work_id, _ in outcome.works:
            path = self.folder.find(work_id)
            for name, data in files.items():
                try:
                    Shelf(path).put(name, data)
                except AttrcheckError as error:
                    notices.append(f"{material.NOT_HELD}{name}: {plain(error)}")
            try:
                notices += self._hold(path, report).notices
            except AttrcheckError as error:
                notices.append(f"{material.NOT_HELD}{plain(error)}")
        return replace(outcome, notices=tuple(notices))

    def _checked(self, order: Order, report: Callable[[int, int], None]) -> Outcome:
        """Read the articles of `order`, and keep the checklist of each."""
        from attrcheck.pipeline import fetch_article

        found = articles_of(order, lambda url, archived: fetch_article(url, self.network, archived=archived))
        works, notices, problem = [], list[str](), None
        for article in found:
            try:
                one = self._check(article, report, force_language=order.force_language)
            except InputError as error:
                if len(found) == 1:
                    raise
                problem = error
                notices.append(f"{article.title or article.file}: {plain(error)}")
                continue
            path, merged = self.folder.keep(one)
            work = self.folder.work(path)
            self._read = {work.id: (one,)}
            works.append((work.id, work.title))
            notices += [*merged.notices, *_marks(merged)]
        if problem and not works:
            raise problem
        return Outcome(tuple(works), tuple(notices))

    def _check(
        self,
        article: Article,
        report: Callable[[int, int], None] = lambda _d, _t: None,
        *,
        force_language: bool = False,
    ) -> Checklist:
        from attrcheck.pipeline import check

        with self._reading:
            return check(article, self._the_reader(), force_language=force_language, sites=self._sites, progress=report)

    def check_once(self, order: Order, form: Format) -> bytes:
        """Return the checklists of `order` as a file of `form`, and keep nothing."""
        articles = articles_of(order, _no_fetch)
        given = material.gather_bytes(order.against) if order.against else None
        checklists = [self._check(one, force_language=order.force_language) for one in articles]
        if given:
            with self._reading:
                checklists = [material.hold(one, given, self._the_reader()) for one in checklists]
        return rendered(checklists, FileShape(form))

    def _taken_in(self, order: Order) -> Outcome | None:
        """Take in a file that is a checklist; None for one that is an article."""
        form = format_of(Path(order.file)) if order.file else None
        if form is None or not form.is_read or (form in (Format.JSON, Format.JSONL) and not _is_whole(order.data)):
            return None
        sheet = read_sheet(order.data, name=order.file)
        names = tuple(dict.fromkeys(map(article_of, sheet.rows)))
        path = self.folder.of_article(names)
        if path is None and not sheet.heads:
            raise InputError(
                f"{order.file} is a checklist of an article that is not here, and does not hold its text. "
                "Check the article first, then drop the checklist again."
            )
        merged = tuple[str, ...]()
        if path is None:
            for head in sheet.heads:
                article_from_object(head["article"])
            path = self.folder.add(sheet)
        else:
            merged = _marks(self.folder.merge(path, sheet)[2])
        work = self.folder.work(path)
        return Outcome(((work.id, work.title),), (f"took in {counted(len(sheet.rows), 'row')}", *merged))

    def rows(self, work_id: str) -> tuple[str, Sheet]:
        """Return the version of an article's file, and what is in it."""
        return self.folder.read(self.folder.find(work_id))

    def keep_rows(self, work_id: str, rows: Sequence[Mapping[str, str]]) -> tuple[str, str]:
        """Merge `rows`, as a window has them, into an article's file; return its versions before and after."""
        path = self.folder.find(work_id)
        names = set(self.folder.work(path).names)
        if len(rows) > _MOST_ROWS:
            raise InputError(f"these are more than {_MOST_ROWS} rows. Send them in parts.")
        sheet_rows = tuple(Row(dict(row)) for row in rows)
        if any(article_of(row) not in names for row in sheet_rows):
            raise InputError("a row is of another article, or does not say of which it is.")
        columns = tuple(dict.fromkeys(column for row in rows for column in row))
        if not all(0 < len(column) <= _LONGEST_NAME for column in columns):
            raise InputError(f"a column has no name, or one of more than {_LONGEST_NAME} characters.")
        before, after, _ = self.folder.merge(path, Sheet(columns, sheet_rows))
        return before, after

    def open_file(self, work_id: str, data: bytes, name: str) -> str:
        """Merge a checklist that a colleague or a spreadsheet program has saved, and return what was done."""
        _, _, merged = self.folder.merge(self.folder.find(work_id), read_sheet(data, name=name))
        done = f"{counted(merged.kept, 'row')} kept, {counted(merged.conflicts, 'row')} in conflict"
        return ". ".join((done, *merged.notices))

    def download(self, work_id: str, form: Format, *, excel: bool = False) -> tuple[str, bytes]:
        """Return the name and the content of an article's file as `form`."""
        path = self.folder.find(work_id)
        name = f"{path.name.removesuffix('.json')}{form.ending}"
        if form.traits.needs_article and form is not Format.HTML:
            return name, rendered(self._checklists(path), FileShape(form))
        return name, render(self.folder.read(path)[1], FileShape(form, excel))

    def _checklists(self, path: Path) -> tuple[Checklist, ...]:
        """Return the checklists of the articles in the file `path`, read anew unless that was just done."""
        work = self.folder.work(path)
        _, sheet = self.folder.read(path)
        articles = [article_from_object(head["article"]) for head in sheet.heads]
        known = self._read.get(work.id, ())
        if [one.article.text for one in known] != [one.text for one in articles]:
            known = tuple(self._check(one, force_language=True) for one in articles)
            self._read = {work.id: known}
        # What could not be read when it came stays so; what an earlier look-up did not find is looked up again, and
        # what could not be read of the material is told when that is read again.
        return tuple(
            replace(
                one,
                not_done=tuple(
                    line
                    for line in head.get("not_done", ())
                    if not line.startswith((evidence.WITHOUT_RESULT, material.NOT_HELD))
                ),
            )
            for one, head in zip(known, sheet.heads, strict=True)
        )

    def shelf(self, work_id: str) -> Shelf:
        """Return where the material of an article is kept."""
        return Shelf(self.folder.find(work_id))

    def hold(self, work_id: str) -> Job:
        """Hold all rows of an article against the material that is kept beside it."""
        path = self.folder.find(work_id)
        title = self.folder.work(path).title
        return self.jobs.start(Job(f"material for {title}", Lane.READING, partial(self._hold, path)))

    def _hold(self, path: Path, report: Callable[[int, int], None]) -> Outcome:
        from attrcheck.pipeline import gather

        shelf = Shelf(path)
        if not shelf.files():
            raise InputError("there is no material for this article. Choose files first.")
        given = gather([str(shelf.path)], self.network)
        checklists = self._checklists(path)
        with self._reading:
            held = [material.hold(one, given, self._the_reader(), progress=report) for one in checklists]
        merged = self.folder.update(path, held)
        work = self.folder.work(path)
        return Outcome(((work.id, work.title),), (*merged.notices, *given.not_done))

    def plan(self, work_id: str) -> list[dict[str, Any]]:
        """Return what a look-up of an article would send to whom."""
        checklists = self._checklists(self.folder.find(work_id))
        return [
            {"looks_up": one.subject, "asks": one.to, "sends": list(one.sent)}
            for one in evidence.planned(checklists, self.network.settings)
        ]

    def look_up(self, work_id: str) -> Job:
        """Look up all rows of an article, and keep what is found."""
        path = self.folder.find(work_id)
        title = self.folder.work(path).title
        return self.jobs.start(Job(f"evidence on {title}", Lane.LOOKING_UP, partial(self._look_up, path)))

    def _look_up(self, path: Path, report: Callable[[int, int], None]) -> Outcome:
        notices = list[str]()
        for checklist in self._checklists(path):
            found, broken_off = evidence.look_up(checklist, self.network, progress=report)
            if broken_off:
                raise Stopped
            path, merged = self.folder.keep(found)
            notices += [*merged.notices, *(line for line in found.not_done if line not in checklist.not_done)]
        work: Work = self.folder.work(path)
        return Outcome(((work.id, work.title),), tuple(notices))


def _no_fetch(_url: str, _archived: bool) -> Any:
    raise InputError("an address is read by POST api/works, which keeps the article. Send the text here.")


def _marks(merged: Merged) -> tuple[str, ...]:
    """Return what a merge into earlier work found."""
    marked = {"new": merged.new, "changed": merged.changed, "gone": merged.gone, "in conflict": merged.conflicts}
    changes = ", ".join(f"{number} {name}" for name, number in marked.items() if number)
    return (f"{counted(merged.kept, 'row')} kept, {changes or 'nothing new'}",) if merged.kept else ()


def _is_whole(data: bytes) -> bool:
    """Tell whether JSON is a checklist that attrcheck wrote, and not an article."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return False
    first = told[0] if isinstance(told, list) and told else told
    return isinstance(first, dict) and {"article", "made_by", "items"} <= first.keys()
