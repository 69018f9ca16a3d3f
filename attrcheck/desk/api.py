"""Requests in, answers out: what the pages of a desk and programs ask it for, one entry a question."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from attrcheck.article import INPUT_FORMATS, LARGEST_INPUT
from attrcheck.desk.desk import Desk
from attrcheck.desk.folder import UnknownWorkError
from attrcheck.desk.jobs import Job
from attrcheck.desk.orders import Order
from attrcheck.desk.wording import plain
from attrcheck.errors import AttrcheckError, InputError, NetworkError, OutputError
from attrcheck.formats import Format

__all__ = ["ENDPOINTS", "Endpoint", "answered", "json_answer", "read_object"]

#: What a media type of an answer is, by format.
_MEDIA = {
    Format.TABLE: "text/plain; charset=utf-8",
    Format.CSV: "text/csv",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.JSON: "application/json",
    Format.JSONL: "application/jsonl",
    Format.MD: "text/markdown; charset=utf-8",
    Format.ANNOTATIONS: "application/ld+json",
    Format.HTML: "text/html; charset=utf-8",
}
_TRUE = ("1", "true", "yes")
#: What says how an order is read, in a query as in JSON.
_FLAGS = ("force_language", "archived")
_TEXTS = ("text", "title", "url", "name", "data")
_FIELDS = (*_TEXTS, *_FLAGS, "against")


class RefusedError(InputError):
    """What was asked cannot be answered, with the `status` that says why."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def _status(error: AttrcheckError) -> int:
    """Return the HTTP status of `error`."""
    if isinstance(error, RefusedError):
        return error.status
    kinds = ((UnknownWorkError, 404), (OutputError, 507), (NetworkError, 502))
    return next((status for kind, status in kinds if isinstance(error, kind)), 422)


def json_answer(told: object, status: int = 200) -> Response:
    """Return `told` as JSON that any text fits into, half characters too."""
    return Response(json.dumps(told), status, media_type="application/json")


async def answered(handler: Callable[[Desk, Request], Awaitable[Response]], desk: Desk, request: Request) -> Response:
    """Return the answer of `handler`, or what went wrong as JSON."""
    try:
        return await handler(desk, request)
    except AttrcheckError as error:
        return json_answer({"error": plain(error)}, _status(error))


async def _body(request: Request) -> bytes:
    """Return the body of a request, of which no more is read than an input may have."""
    parts, size = list[bytes](), 0
    stream: AsyncIterator[bytes] = request.stream()
    async for part in stream:
        size += len(part)
        if size > LARGEST_INPUT:
            raise RefusedError(f"this is larger than {LARGEST_INPUT // 1_000_000} MB.", 413)
        parts.append(part)
    return b"".join(parts)


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/json")


async def read_object(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request brings."""
    if not _is_json(request):
        raise RefusedError("this takes application/json.", 415)
    data = await _body(request)
    try:
        told = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        raise RefusedError("this is no JSON.") from None
    if not isinstance(told, dict):
        raise RefusedError("this is no JSON object.")
    return told


async def _order(request: Request) -> Order:
    """Return the order that a request brings: JSON with a text or an address, or the bytes of a file."""
    if not _is_json(request):
        query = request.query_params
        forced, archived = (query.get(flag, "").lower() in _TRUE for flag in _FLAGS)
        data = await _body(request)
        if not data:
            raise RefusedError("the file is empty.")
        return Order(
            name=query.get("name", ""),
            url=query.get("url", ""),
            data=data,
            force_language=forced,
            archived=archived,
        )
    told = await read_object(request)
    unknown = next((name for name in told if name not in _FIELDS), "")
    if unknown:
        raise RefusedError(f"there is no field {unknown!r}. Use some of: {', '.join(_FIELDS)}.")
    if not all(isinstance(told.get(name, ""), str) for name in _TEXTS):
        raise RefusedError(f"{', '.join(_TEXTS)} are strings.")
    if not all(isinstance(told.get(name, False), bool) for name in _FLAGS):
        raise RefusedError(f"{', '.join(_FLAGS)} are true or false.")
    data, against = _content(told), _material(told.pop("against", []))
    if not data.strip() and not told.get("url"):
        raise RefusedError("give a text, data or a url.")
    return Order(data=data, against=against, **told)


def _content(told: dict[str, Any]) -> bytes:
    """Take what a file holds out of the object `told`: its text, or its data in base64."""
    text, data = told.pop("text", ""), told.pop("data", "")
    if text and data:
        raise RefusedError("give a text or data, not both.")
    try:
        return base64.b64decode(data, validate=True) if data else text.encode("utf8", "replace")
    except ValueError:
        raise RefusedError("data is no base64.") from None


def _material(told: object) -> dict[str, bytes]:
    """Return the files that an article is to be held against, by names of which no two are alike."""
    if not isinstance(told, list) or not all(
        isinstance(one, dict)
        and one.keys() <= {"name", "text", "data"}
        and all(isinstance(value, str) for value in one.values())
        for one in told
    ):
        raise RefusedError("against is a list of objects with a name and a text, or data in base64.")
    files: dict[str, bytes] = {}
    for number, one in enumerate(told, start=1):
        name = one.get("name", "") or f"material {number}.txt"
        while name in files:
            name = f"{number} {name}"
        files[name] = _content(one)
    return files


def _format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        raise RefusedError(f"there is no format {name!r}. Use one of: {', '.join(Format)}.", 404) from None


def _file(form: Format, name: str, content: bytes) -> Response:
    """Return `content` as a file to be kept, and never to be shown as a page of this server's."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=_MEDIA[form], headers=headers)


async def _formats(_desk: Desk, _request: Request) -> Response:
    return json_answer(
        {
            "reads": [ending for form in INPUT_FORMATS for ending in form.endings],
            "writes": [{"name": form.value, "ending": form.ending} for form in Format],
        }
    )


async def _works(desk: Desk, _request: Request) -> Response:
    found = await run_in_threadpool(desk.folder.listing)
    works = [{key: value for key, value in asdict(work).items() if key != "names"} for work in found.works]
    return json_answer({"folder": str(desk.folder.path), "works": works, "unread": list(found.unread)})


async def _take(desk: Desk, request: Request) -> Response:
    if desk.jobs.is_full:
        raise RefusedError("many articles are waiting already. Wait until some are read.", 429)
    order = await _order(request)
    return json_answer((await run_in_threadpool(desk.take, order)).as_object(), 202)


async def _check(desk: Desk, request: Request) -> Response:
    form = _format(request.query_params.get("format", "json"))
    content = await run_in_threadpool(desk.check_once, await _order(request), form)
    return _file(form, f"checklist{form.ending}", content)


async def _work(desk: Desk, request: Request) -> Response:
    name, content = await run_in_threadpool(desk.download, request.path_params["work"], Format.JSON)
    return _file(Format.JSON, name, content)


async def _download(desk: Desk, request: Request) -> Response:
    form = _format(request.path_params["format"])
    excel = form is Format.CSV and request.query_params.get("excel", "").lower() in _TRUE

    def make() -> tuple[str, bytes]:
        return desk.download(request.path_params["work"], form, excel=excel)

    return _file(form, *await run_in_threadpool(make))


async def _rows(desk: Desk, request: Request) -> Response:
    version, sheet = await run_in_threadpool(desk.rows, request.path_params["work"])
    rows = [{column: cell for column, cell in row.cells.items() if cell} for row in sheet.rows]
    return json_answer({"version": version, "rows": rows})


async def _keep_rows(desk: Desk, request: Request) -> Response:
    rows = (await read_object(request)).get("rows")
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and all(isinstance(cell, str) for cell in row.values()) for row in rows
    ):
        raise RefusedError("rows is a list of objects whose values are strings.")
    before, after = await run_in_threadpool(desk.keep_rows, request.path_params["work"], rows)
    return json_answer({"before": before, "version": after})


async def _open(desk: Desk, request: Request) -> Response:
    name, data = request.query_params.get("name", "the file"), await _body(request)
    return json_answer({"message": await run_in_threadpool(desk.open_file, request.path_params["work"], data, name)})


def _shelf_answer(desk: Desk, request: Request) -> Response:
    shelf = desk.shelf(request.path_params["work"])
    files = [{"name": path.name, "size": path.stat().st_size} for path in shelf.files()]
    return json_answer({"folder": str(shelf.path), "files": files})


async def _shelf(desk: Desk, request: Request) -> Response:
    return await run_in_threadpool(_shelf_answer, desk, request)


async def _put(desk: Desk, request: Request) -> Response:
    shelf = await run_in_threadpool(desk.shelf, request.path_params["work"])
    await run_in_threadpool(shelf.put, request.query_params.get("name", ""), await _body(request))
    return await run_in_threadpool(_shelf_answer, desk, request)


async def _remove(desk: Desk, request: Request) -> Response:
    shelf = await run_in_threadpool(desk.shelf, request.path_params["work"])
    await run_in_threadpool(shelf.remove, request.query_params.get("name", ""))
    return await run_in_threadpool(_shelf_answer, desk, request)


async def _hold(desk: Desk, request: Request) -> Response:
    await read_object(request)
    return json_answer((await run_in_threadpool(desk.hold, request.path_params["work"])).as_object(), 202)


async def _plan(desk: Desk, request: Request) -> Response:
    plan = await run_in_threadpool(desk.plan, request.path_params["work"])
    return json_answer({"plan": plan, "contact": desk.network.settings.contact})


async def _look_up(desk: Desk, request: Request) -> Response:
    await read_object(request)
    return json_answer((await run_in_threadpool(desk.look_up, request.path_params["work"])).as_object(), 202)


def _job(desk: Desk, request: Request) -> Job:
    job = desk.jobs.get(request.path_params["job"])
    if job is None:
        raise RefusedError("this is not being done any more.", 404)
    return job


async def _jobs(desk: Desk, _request: Request) -> Response:
    return json_answer({"jobs": [job.as_object() for job in desk.jobs.all()]})


async def _one_job(desk: Desk, request: Request) -> Response:
    return json_answer(_job(desk, request).as_object())


async def _again(desk: Desk, request: Request) -> Response:
    await read_object(request)
    return json_answer((await run_in_threadpool(desk.again, _job(desk, request))).as_object(), 202)


async def _drop(desk: Desk, request: Request) -> Response:
    job = _job(desk, request)
    await run_in_threadpool(desk.drop, job)
    return json_answer(job.as_object())


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One thing that can be asked for: `query` are its parameters, each with what it means.

    `takes` is "order", "rows", "file" or "" for an empty object; `gives` the name of the schema of its answer, or ""
    for a file.
    """

    method: str
    path: str
    handler: Callable[[Desk, Request], Awaitable[Response]]
    does: str
    gives: str
    status: int = 200
    takes: str = ""
    query: Mapping[str, str] = field(default_factory=dict)


_ORDER_QUERY = {
    "name": "What the file is called, where its bytes are sent.",
    "url": "Where the article of the file stands on the web.",
    "force_language": "Read it though it is not in English.",
    "archived": "Where the page fails, read its newest archived copy.",
}
ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/api/formats",
        handler=_formats,
        does="Which files are read and written",
        gives="Formats",
    ),
    Endpoint(
        method="POST",
        path="/api/check",
        handler=_check,
        does="Check a text or a file, and keep nothing",
        takes="order",
        gives="",
        query={"format": "What to answer with; json unless it is named.", **_ORDER_QUERY},
    ),
    Endpoint(method="GET", path="/api/works", handler=_works, does="List the articles in the folder", gives="Works"),
    Endpoint(
        method="POST",
        path="/api/works",
        handler=_take,
        does="Check an article and keep it in the folder",
        takes="order",
        gives="Job",
        status=202,
        query=_ORDER_QUERY,
    ),
    Endpoint(method="GET", path="/api/works/{work}", handler=_work, does="The checklist of an article", gives=""),
    Endpoint(
        method="GET",
        path="/api/works/{work}/files/{format}",
        handler=_download,
        does="The checklist as a file",
        gives="",
        query={"excel": "A CSV with tabs in UTF-16, which every Excel opens by double click."},
    ),
    Endpoint(
        method="GET", path="/api/works/{work}/rows", handler=_rows, does="The rows as they are kept", gives="Rows"
    ),
    Endpoint(
        method="POST",
        path="/api/works/{work}/rows",
        handler=_keep_rows,
        does="Merge rows that people worked on",
        takes="rows",
        gives="Kept",
    ),
    Endpoint(
        method="POST",
        path="/api/works/{work}/file",
        handler=_open,
        does="Merge a checklist that a program saved",
        takes="file",
        gives="Message",
        query={"name": "What the file is called."},
    ),
    Endpoint(
        method="GET",
        path="/api/works/{work}/material",
        handler=_shelf,
        does="What is kept beside an article to hold it against",
        gives="Material",
    ),
    Endpoint(
        method="POST",
        path="/api/works/{work}/material",
        handler=_put,
        does="Keep a file beside an article to hold it against",
        takes="file",
        gives="Material",
        query={"name": "What the file is called."},
    ),
    Endpoint(
        method="DELETE",
        path="/api/works/{work}/material",
        handler=_remove,
        does="Remove a file of the material",
        gives="Material",
        query={"name": "Which file."},
    ),
    Endpoint(
        method="POST",
        path="/api/works/{work}/against",
        handler=_hold,
        does="Hold all rows against the material that is kept beside the article",
        gives="Job",
        status=202,
    ),
    Endpoint(
        method="GET",
        path="/api/works/{work}/evidence",
        handler=_plan,
        does="What looking it up would send to whom",
        gives="Plan",
    ),
    Endpoint(
        method="POST",
        path="/api/works/{work}/evidence",
        handler=_look_up,
        does="Look all rows up on the web",
        gives="Job",
        status=202,
    ),
    Endpoint(method="GET", path="/api/jobs", handler=_jobs, does="What is being done, and was", gives="Jobs"),
    Endpoint(method="GET", path="/api/jobs/{job}", handler=_one_job, does="How far one thing is", gives="Job"),
    Endpoint(
        method="POST",
        path="/api/jobs/{job}/again",
        handler=_again,
        does="Try again what failed or was left, in the way round that it names",
        gives="Job",
        status=202,
    ),
    Endpoint(method="DELETE", path="/api/jobs/{job}", handler=_drop, does="Stop it, or forget it", gives="Job"),
)
