"""Who may come in: this person's windows and programs, and no site, no other person, no path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest

from attrcheck.article import LARGEST_INPUT
from attrcheck.desk.identity import proof
from attrcheck.desk.server import listen
from attrcheck.errors import OutputError
from tests.desk.conftest import Running

#: What a request is made of that has nothing against it: of these, each case below changes one thing.
JSON = {"Content-Type": "application/json"}
FILE = {"Content-Type": "application/octet-stream"}
ORDER = json.dumps({"text": "The mayor said it was late."}).encode()
#: The name of the case, method, path behind the token (with "!" before it the whole path), headers, body, statuses.
Case = tuple[str, str, str, Mapping[str, str], bytes | None, tuple[int, ...]]
HOSTILE: tuple[Case, ...] = (
    # Who does not know the token.
    ("no token", "GET", "!/", {}, None, (403,)),
    ("no token, api", "GET", "!/api/works", {}, None, (403,)),
    ("no token, check", "POST", "!/api/works", JSON, ORDER, (403,)),
    ("another token", "GET", "!/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/", {}, None, (403,)),
    ("beginning of the token", "GET", "!/{half}/", {}, None, (403,)),
    ("token and more", "GET", "!/{token}x/", {}, None, (403,)),
    ("token in capitals", "GET", "!/{upper}/", {}, None, (403,)),
    ("token as a parameter", "GET", "!/?token={token}", {}, None, (403,)),
    ("token as a header", "GET", "!/", {"Authorization": "Bearer {token}"}, None, (403,)),
    ("token as a cookie", "GET", "!/", {"Cookie": "token={token}"}, None, (403,)),
    ("token behind slashes", "GET", "!//{token}/", {}, None, (403,)),
    ("token that is no ASCII", "GET", "!/%E2%98%83/", {}, None, (403,)),
    ("stop without token", "POST", "!/api/stop", JSON, b"{}", (403,)),
    # Names that lead here and are not ours: DNS rebinding.
    ("rebound name", "GET", "", {"Host": "evil.example"}, None, (403,)),
    ("rebound name with our port", "GET", "", {"Host": "evil.example:{port}"}, None, (403,)),
    ("localhost", "GET", "", {"Host": "localhost:{port}"}, None, (403,)),
    ("no port", "GET", "", {"Host": "127.0.0.1"}, None, (403,)),
    ("another port", "GET", "", {"Host": "127.0.0.1:1"}, None, (403,)),
    ("another spelling", "GET", "", {"Host": "127.1:{port}"}, None, (403,)),
    ("another spelling of four", "GET", "", {"Host": "0x7f.0.0.1:{port}"}, None, (403,)),
    ("name with a dot behind", "GET", "", {"Host": "127.0.0.1.:{port}"}, None, (403,)),
    ("user before the name", "GET", "", {"Host": "a@127.0.0.1:{port}"}, None, (403, 400)),
    ("empty name", "GET", "", {"Host": ""}, None, (403, 400)),
    ("forwarded name", "GET", "", {"Host": "evil.example", "X-Forwarded-Host": "127.0.0.1:{port}"}, None, (403,)),
    ("rebound name, change", "POST", "api/works", {**JSON, "Host": "evil.example"}, ORDER, (403,)),
    # Other sites that make a browser ask.
    ("another origin", "POST", "api/works", {**JSON, "Origin": "https://evil.example"}, ORDER, (403,)),
    ("another origin reads", "GET", "api/works", {"Origin": "https://evil.example"}, None, (403,)),
    ("no origin to speak of", "POST", "api/works", {**JSON, "Origin": "null"}, ORDER, (403,)),
    ("our origin with TLS", "POST", "api/works", {**JSON, "Origin": "https://127.0.0.1:{port}"}, ORDER, (403,)),
    ("another port of ours", "POST", "api/works", {**JSON, "Origin": "http://127.0.0.1:1"}, ORDER, (403,)),
    ("our origin by name", "POST", "api/works", {**JSON, "Origin": "http://localhost:{port}"}, ORDER, (403,)),
    (
        "our origin and more",
        "POST",
        "api/works",
        {**JSON, "Origin": "http://127.0.0.1:{port}.evil.example"},
        ORDER,
        (403,),
    ),
    ("cross-site", "POST", "api/works", {**JSON, "Sec-Fetch-Site": "cross-site"}, ORDER, (403,)),
    ("same site, another port", "POST", "api/works", {**JSON, "Sec-Fetch-Site": "same-site"}, ORDER, (403,)),
    ("cross-site image", "GET", "", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, None, (403,)),
    (
        "frame",
        "GET",
        "",
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        None,
        (403,),
    ),
    ("script", "GET", "api/works", {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "script"}, None, (403,)),
    ("form", "POST", "api/works", {"Content-Type": "application/x-www-form-urlencoded"}, b"text=a", (415,)),
    ("form with files", "POST", "api/works", {"Content-Type": "multipart/form-data; boundary=a"}, b"--a--", (415,)),
    ("form of plain text", "POST", "api/works", {"Content-Type": "text/plain"}, ORDER, (415,)),
    ("no type", "POST", "api/works", {}, ORDER, (415,)),
    ("form that stops", "POST", "api/stop", {"Content-Type": "text/plain"}, b"", (415,)),
    ("preflight", "OPTIONS", "api/works", {"Origin": "https://evil.example"}, None, (405,)),
    # What HTTP has besides.
    ("trace", "TRACE", "", {}, None, (405,)),
    ("put", "PUT", "api/works", JSON, ORDER, (405,)),
    ("patch", "PATCH", "api/works", JSON, ORDER, (405,)),
    ("invented method", "EVIL", "", {}, None, (405,)),
    ("change by reading", "GET", "api/stop", {}, None, (405,)),
    ("proxy", "GET", "!http://evil.example/", {}, None, (400, 403)),
    ("too long", "POST", "api/works", {**FILE, "Content-Length": str(LARGEST_INPUT + 1)}, None, (413,)),
    ("length below nothing", "POST", "api/works", {**FILE, "Content-Length": "-1"}, None, (400, 413)),
    ("long head", "GET", "", {"X-Long": "a" * 70_000}, None, (400, 431)),
    (
        "upgrade",
        "GET",
        "api/works",
        {"Connection": "Upgrade", "Upgrade": "websocket", "Origin": "https://evil.example"},
        None,
        (403, 400),
    ),
    # Paths that would lead to the disk.
    ("dots", "GET", "work/../../../../etc/passwd", {}, None, (404,)),
    ("escaped dots", "GET", "work/%2e%2e%2f%2e%2e%2fetc%2fpasswd", {}, None, (404,)),
    ("doubly escaped dots", "GET", "work/%252e%252e%252fetc", {}, None, (404,)),
    ("backslashes", "GET", "work/..%5C..%5Cetc%5Cpasswd", {}, None, (404,)),
    ("whole path", "GET", "work/%2Fetc%2Fpasswd", {}, None, (404,)),
    ("a file's name", "GET", "work/Bridge%20to%20close%20in%20May.json", {}, None, (404,)),
    ("a file's name, rows", "GET", "api/works/..%2Fsecret.json/rows", {}, None, (404,)),
    ("zero byte", "GET", "work/%00", {}, None, (404,)),
    ("file address", "GET", "work/file:%2F%2F%2Fetc%2Fpasswd", {}, None, (404,)),
    ("other format", "GET", "api/works/{work}/files/..%2F..%2Fx", {}, None, (404,)),
    ("format of no name", "GET", "api/works/{work}/files/exe", {}, None, (404,)),
    ("static files", "GET", "static/home.js", {}, None, (404,)),
    # What is no order, no row, no setting.
    ("no JSON", "POST", "api/works", JSON, b"{", (400,)),
    ("deep JSON", "POST", "api/works", JSON, b"[" * 100_000, (400,)),
    ("a list", "POST", "api/works", JSON, b"[]", (400,)),
    ("nothing", "POST", "api/works", JSON, b"{}", (400,)),
    ("a field too many", "POST", "api/works", JSON, b'{"text": "a", "path": "/etc/passwd"}', (400,)),
    ("a field of another kind", "POST", "api/works", JSON, b'{"text": ["a"]}', (400,)),
    ("empty file", "POST", "api/works?name=a.txt", FILE, b"", (400,)),
    ("rows of another kind", "POST", "api/works/{work}/rows", JSON, b'{"rows": [{"id": 3}]}', (400,)),
    (
        "rows of another article",
        "POST",
        "api/works/{work}/rows",
        JSON,
        b'{"rows": [{"id": "a", "article_title": "x"}]}',
        (422,),
    ),
    ("rows of nobody", "POST", "api/works/0123456789abcdef/rows", JSON, b'{"rows": []}', (404,)),
    ("a setting of no name", "POST", "api/settings", JSON, b'{"token": "a"}', (422,)),
    ("a job of no name", "GET", "api/jobs/..", {}, None, (404,)),
)


def _filled(words: str, desk: Running) -> str:
    token = desk.at.token
    values = {
        "token": token,
        "half": token[:20],
        "upper": token.swapcase(),
        "port": str(desk.at.port),
        "work": desk.work,
    }
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def test_the_table_is_long_enough() -> None:
    """There are forty cases or more, and each is there once."""
    assert len({case[0] for case in HOSTILE}) == len(HOSTILE) >= 40


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case[0])
def test_hostile_requests_are_refused(desk: Running, case: Case) -> None:
    """Each is refused, tells nothing of the folder or the token, and leaves everything as it was."""
    _, method, path, headers, body, statuses = case
    before = _state(desk.folder)
    whole = _filled(path[1:] if path.startswith("!") else f"/{{token}}/{path}", desk)
    sent = {name: _filled(value, desk) for name, value in headers.items()}
    answer = desk.at.raw(method, whole, body, sent)
    assert answer.status in statuses, answer.body
    told = answer.body + json.dumps(dict(answer.headers)).encode()
    assert not any(secret in told for secret in (desk.at.token.encode(), str(desk.folder).encode(), b"root:"))
    assert "access-control-allow-origin" not in answer.headers
    assert _state(desk.folder) == before


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("path", ["", "api/works", "work/{work}", "api/works/{work}/files/html", "nothing"])
def test_every_answer_is_closed_up(desk: Running, path: str) -> None:
    """No answer may be framed, sniffed, kept or referred from, and what is no page of ours may do nothing at all."""
    headers = desk.at.ask(_filled(path, desk)).headers
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert (headers["referrer-policy"], headers["cache-control"]) == ("no-referrer", "no-store")
    assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
    policy = headers["content-security-policy"].split("; ")
    assert "frame-ancestors 'none'" in policy
    assert ("default-src 'none'" in policy) is (path not in ("", "work/{work}"))
    assert "server" not in headers
    if path.endswith("html"):
        assert headers["content-disposition"].startswith("attachment")


def test_pages_have_the_policy_of_the_page_in_a_file(desk: Running) -> None:
    """The checklist page runs and shows what it has itself, and asks its own server only."""
    page = desk.at.ask(f"work/{desk.work}").body.decode()
    for one in (page, desk.at.ask("").body.decode()):
        assert "default-src &#x27;none&#x27;" in one
        assert "connect-src &#x27;self&#x27;" in one
        assert "require-trusted-types-for &#x27;script&#x27;" in one
        assert "unsafe-" not in one.partition("<style>")[0]


def test_the_listener_is_of_this_machine_only(desk: Running) -> None:
    """It listens at one address, which no other machine reaches, and at no port that is taken."""
    with listen(0, 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
    with pytest.raises(OutputError, match=f"^port {desk.at.port} is in use"):
        listen(desk.at.port, 0)
    with listen(0, desk.at.port) as listener:
        assert listener.getsockname()[1] != desk.at.port


def test_a_person_may_come_from_a_file(desk: Running) -> None:
    """The page that opens the desk is a file: a visit from there is let in, and so is one by typing the address."""
    visit = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    for site in ("cross-site", "none", "same-origin"):
        assert desk.at.raw("GET", f"/{desk.at.token}/", None, {**visit, "Sec-Fetch-Site": site}).status == 200


def test_an_upload_without_a_length_is_bounded_too(desk: Running) -> None:
    """A body that comes in pieces is read no further than an input may go."""
    connection = HTTPConnection("127.0.0.1", desk.at.port, timeout=30)
    connection.putrequest("POST", f"/{desk.at.token}/api/works?name=a.txt", skip_accept_encoding=True)
    connection.putheader("Content-Type", "application/octet-stream")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    piece = b"a" * 5_000_000
    try:
        for _ in range(12):
            connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
        connection.send(b"0\r\n\r\n")
    except OSError:
        pass  # it was not read to the end
    assert connection.getresponse().status == 413
    connection.close()


def test_a_window_can_tell_its_server_from_another(desk: Running) -> None:
    """Who listens proves that it knows the token, for its own port and for this challenge, and tells nothing else."""
    answer = desk.at.raw("GET", "/hello?challenge=00112233445566778899aabbccddeeff")
    expected = proof(desk.at.token, desk.at.port, "00112233445566778899aabbccddeeff")
    assert (answer.status, answer.json) == (200, {"proof": expected})
    assert proof(desk.at.token, desk.at.port + 1, "00112233445566778899aabbccddeeff") != expected
    for wrong in ("", "?challenge=", "?challenge=zz", "?challenge=" + "a" * 65, "?challenge=00%3A1"):
        assert desk.at.raw("GET", f"/hello{wrong}").status == 400
