"""Names to domains, and a newsroom's own file: what it adds, and what of it is refused with which line."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.article.text.plain_text import from_text
from attrcheck.errors import InputError
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.searches.article_names import ArticleNames
from attrcheck.searches.claim import make_claim
from attrcheck.searches.links import search_links
from attrcheck.searches.sites import SiteKind, Sites, shipped_engines, shipped_entries, shipped_sites
from attrcheck.searches.sites_file import read_sites
from attrcheck.sources.source import Source, SourceKind
from tests.searches.test_links import show
from tests.support.checkout import CHILD
from tests.support.marked import drawn_once

TEXT = "[S:Ada Lark], Orkney's harbour master, [C:said] [T:that forty herring winches had rusted at Scrabster]."
OWN = """\
language = "de"
region = "AT"
remove = ["x", "wikipedia"]
first = ["quay_archive", "google_news"]

[[site]]
names = ["Orkney Herald", "the Herald"]
domain = "herald.example"
kind = "outlet"
country = "GB"
language = "en"

[[engine]]
key = "quay_archive"
name = "Quay archive"
url = "https://archive.herald.example/search?q={query}&lang={language}"
label = "In our archive"
kinds = ["person", "role"]
words = 6
since = "from:{date}"

[[engine]]
key = "youtube"
name = "PeerTube"
url = "https://tube.example/search?search={query}"
"""


def links(sites: Sites | None, kind: SourceKind = SourceKind.PERSON, text: str = TEXT, date: str = "") -> list[str]:
    """Return the links of a sentence, as the cases write them."""
    plain, spans = drawn_once(text)
    article = replace(from_text(plain), date=date)
    attribution = Attribution(*spans, Act.STATEMENT, Form.INDIRECT, 0.9)
    want = make_claim(ArticleNames(article), attribution, Source(kind, "Ada Lark"), sites or shipped_sites())
    return [show(link) for link in search_links(want)]


FOUND = [
    ("Reuters", "reuters.com"),
    ("the New York Times", "nytimes.com"),
    ("THE NEW YORK TIMES", "nytimes.com"),
    ("The Sun", "thesun.co.uk"),
    ("Time", "time.com"),
    ("Time magazine", "time.com"),
    ("time", None),
    ("the sun", None),
    ("sky", None),
    ("Sky", "news.sky.com"),
    ("AP", "apnews.com"),
    ("ap", None),
    ("The AP", "apnews.com"),
    ("Guardian newspaper", "theguardian.com"),
    ("RFE/RL", "rferl.org"),
    ("People’s Daily", "people.com.cn"),
    ("NEXTA Telegram channel", "t.me/nexta_tv"),
    ("Orkney Herald", None),
    ("", None),
    ("—", None),
]


@pytest.mark.parametrize(("name", "domain"), FOUND)
def test_a_name_as_a_whole(name: str, domain: str | None) -> None:
    """A source's name gives its domain, whatever it is called besides; a common word needs its capital."""
    site = shipped_sites().find(name)
    assert (site.domain if site else None) == domain


WITHIN = [
    ("a reporter of the BBC’s Russian service", ["bbc.com"]),
    ("The US Department of State's spokesman", ["state.gov"]),
    ("the Florida Department of State", []),
    ("Former NEXTA editor", ["t.me/nexta_tv"]),
    ("Time will tell, by nature and in science", []),
    ("Nature abhors a vacuum", []),
    ("it was in Nature magazine first", ["nature.com"]),
    ("Sky high prices, said Fox hunters", []),
    ("Fox News and Sky News", ["foxnews.com", "news.sky.com"]),
    ("The Mail on Sunday, not the Daily Mail", ["dailymail.co.uk", "dailymail.co.uk"]),
    ("spokesman for the U.N. Security Council", ["un.org"]),
    ("who said what, and the WHO denied it", ["who.int"]),
    ("WHO SAID SO AND WHY", []),
    ("Radio Free Europe/Radio Liberty", ["rferl.org"]),
    ("They met in New York. Times change", []),
]


@pytest.mark.parametrize(("text", "domains"), WITHIN)
def test_names_within_a_text(text: str, domains: list[str]) -> None:
    """The longest names in a text count with their capitals, not as parts of longer names or as common words."""
    assert [site.domain for site in shipped_sites().all_within(text)] == domains


def test_the_shipped_sites_are_sound() -> None:
    """There are 150 entries or more, of every kind, each found by each of its names, on a domain in lower case."""
    entries = shipped_entries()
    sites = shipped_sites()
    assert len(entries) >= 150
    assert {entry.kind for entry in entries} == set(SiteKind)
    assert len({entry.country for entry in entries}) >= 50
    wrong = [name for entry in entries for name in entry.names if sites.find(name) is not entry]
    assert wrong == []
    shape = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w-]+)?")
    assert [entry.domain for entry in entries if not shape.fullmatch(entry.domain)] == []
    assert [entry for entry in entries if not re.fullmatch(r"[A-Z]{2}|", entry.country)] == []
    assert [entry for entry in entries if not re.fullmatch(r"[a-z]{2}|", entry.language)] == []


def test_the_shipped_engines_are_sound() -> None:
    """Every engine is an https address with one place for the query, and none is archive.today."""
    for engine in shipped_engines().values():
        assert engine.url.count("{query}") == 1
        assert urlsplit(engine.url).scheme == "https"
        assert not re.search(r"archive\.(?:today|ph|is|li|md|vn|fo)", engine.url)


def test_a_newsrooms_own_file() -> None:
    """Its engine comes first, what it removes is gone, and its language and region stand in the addresses."""
    sites = read_sites(OWN.encode(), name="own.toml")
    assert links(sites) == [
        'In our archive (Quay archive): "Ada Lark" forty herring winches rusted',
        'News of it (Google News): "Ada Lark" forty herring winches rusted Scrabster',
        'What Ada Lark said about this (Google): "Ada Lark" forty herring winches rusted Scrabster',
        "Fact-checks of it (Fact Check Explorer): Ada Lark forty herring winches rusted Scrabster",
    ]
    assert sites.engines["quay_archive"].url == "https://archive.herald.example/search?q={query}&lang=de"
    assert sites.engines["youtube"].name == "PeerTube"
    assert urlsplit(sites.engines["google_news"].url).query == "q={query}&hl=de-AT&gl=AT&ceid=AT:de"


def test_an_own_engine_has_its_kinds_and_days() -> None:
    """A newsroom's engine is asked for its kinds of source only, and within the days round the article's."""
    sites = read_sites(OWN.replace("words = 6", "words = 20").encode(), name="own.toml")
    asked = links(sites, date="2023-05-04")[0]
    assert asked == 'In our archive (Quay archive): "Ada Lark" forty herring winches rusted Scrabster from:2023-04-20'
    assert not any("Quay archive" in link for link in links(sites, SourceKind.ORGANISATION))


def test_an_empty_file_changes_nothing() -> None:
    """An empty file gives what is shipped."""
    assert links(read_sites(b"", name="own.toml")) == links(None)
    assert read_sites("\ufeff# nothing\r\n".encode(), name="own.toml") == shipped_sites()


def test_an_own_site_is_searched() -> None:
    """A name of the file's is searched on its domain, and it goes before a shipped one."""
    text = "[S:Ada Lark] [C:told] the Orkney Herald [T:that forty herring winches had rusted at Scrabster]."
    told = links(read_sites(OWN.encode(), name="own.toml"), text=text)
    assert any("site:herald.example" in link for link in told)
    mine = b'[[site]]\nnames = ["Reuters"]\ndomain = "mirror.example"\nkind = "agency"\n'
    found = read_sites(mine, name="own.toml").find("Reuters")
    assert found is not None
    assert found.domain == "mirror.example"


def test_all_engines_removed() -> None:
    """A newsroom that removes every engine gets no search."""
    keys = ", ".join(f'"{key}"' for key in shipped_engines())
    assert links(read_sites(f"remove = [{keys}]".encode(), name="own.toml")) == []


SITE = '[[site]]\nnames = ["Herald"]\ndomain = "herald.example"\nkind = "outlet"\n'
ENGINE = '[[engine]]\nkey = "own"\nname = "Own"\nurl = "https://own.example/?q={query}"\n'
REFUSED = [
    ("language = 'deutsch'", 1, "a code of two letters"),
    ("\n\nregion = 'at'", 3, "a code of two letters"),
    ("langauge = 'de'", 1, "did you mean “language”?"),
    ("a = 1\n", 1, "known are language, region"),
    ("remove = ['googel']", 1, "did you mean “google”?"),
    ("remove = 'google'", 1, "a list of texts"),
    ("remove = ['x']\n\nfirst = [\n  'x',\n]", 3, "is among “remove” too"),
    ("first = [\n  'y',\n]", 1, "there is no engine “y”"),
    ("site = 3", 1, "under a line [[site]]"),
    ("# one\n[site]\nnames = []", 2, "under a line [[site]]"),
    (SITE.replace('names = ["Herald"]\n', ""), 1, "needs “names”"),
    (SITE.replace('["Herald"]', "[]"), 2, "must hold a name"),
    (SITE.replace('["Herald"]', '["Herald", ""]'), 2, "1 to 80 characters"),
    (SITE.replace('["Herald"]', '["—"]'), 2, "must hold a name"),
    (SITE.replace("herald.example", "https://herald.example/"), 3, "without https://"),
    (SITE.replace("herald.example", "herald"), 3, "is no domain"),
    (SITE.replace("herald.example", "herald.example OR site:evil.example"), 3, "is no domain"),
    (SITE.replace('"outlet"', '"paper"'), 4, "there is no kind “paper”"),
    (SITE.replace('"outlet"', "[1]"), 4, "there is no kind"),
    (SITE + "\n" + SITE + "url = 'x'", 10, "there is no “url” here"),
    (SITE + "language = 'english'", 5, "a code of two letters"),
    (ENGINE.replace("{query}", ""), 4, "has no {query}"),
    (ENGINE.replace("{query}", "{query}{query}"), 4, "{query} once"),
    (ENGINE.replace("{query}", "{query}&u={user}"), 4, "no other braces"),
    (ENGINE.replace("{query}", "{query!r}"), 4, "has no {query}"),
    (ENGINE.replace("{query}", "{query"), 4, "has no {query}"),
    (ENGINE.replace("{query}", "{{query}}"), 4, "has no {query}"),
    (ENGINE.replace("https://own.example/?q={query}", "javascript:alert('{query}')"), 4, "no http or https"),
    (ENGINE.replace("https:", "ftp:"), 4, "no http or https"),
    (ENGINE.replace("https:", "file:"), 4, "no http or https"),
    (ENGINE.replace("https://own.example/?q={query}", "own.example/{query}"), 4, "no http or https"),
    (ENGINE.replace("https://own.example/?q={query}", "https://{query}.example/"), 4, "host"),
    (ENGINE.replace("own.example/?q=", "own.example/ ?q="), 4, "no http or https"),
    (ENGINE.replace("own.example/", "own.example/" + "a" * 600), 4, "1 to 500 characters"),
    (ENGINE.replace('"own"', '"Our own"'), 2, "small letters"),
    (ENGINE.replace('"Own"', "3"), 3, "must be a text"),
    (ENGINE.replace('name = "Own"\n', ""), 1, "needs “name”"),
    (ENGINE + ENGINE, 6, "two engines “own”"),
    (ENGINE + "kinds = []", 5, "“kinds” is empty"),
    (ENGINE.replace("own.example", "me:word@own.example"), 4, "no user name"),
    (ENGINE.replace("own.example", "own.example:99999"), 4, "a port below 65536"),
    (ENGINE.replace("own.example", "öwn.example"), 4, "no letters beyond a to z"),
    (SITE + "also = 'b.example'", 5, "a list of domains"),
    (SITE + "also = ['https://b.example']", 5, "is no domain"),
    (ENGINE + "words = 0", 5, "1 to 100"),
    (ENGINE + "words = true", 5, "1 to 100"),
    (ENGINE + "since = 'after:'", 5, "{date}"),
    (ENGINE + "since = '{date.__class__}'", 5, "{date}"),
    (ENGINE + "kinds = ['people']", 5, "there is no kind of source"),
    (ENGINE.replace('"own"', '"google"') + "label = 'Mine'", 5, "here already"),
    (
        "engine = [\n  { key = 'a', name = 'A', url = 'https://a.example/{query}' },\n  { key = 'b' },\n]",
        3,
        "needs “name”",
    ),
    ("remove = [", 1, "it is not TOML"),
    ("x = 1\nx = 2", 2, "it is not TOML"),
    ("a = " + "[" * 5000, 1, "it is not TOML"),
    ("#é\n".encode("latin-1"), 1, "it is not UTF-8"),
    (b"#" * 1_000_001, 0, "bytes"),
]


@pytest.mark.parametrize(("written", "line", "why"), REFUSED)
def test_a_bad_file_is_refused_at_its_line(written: str | bytes, line: int, why: str) -> None:
    """What is wrong in a newsroom's file is refused with the file, the line and the reason."""
    data = written if isinstance(written, bytes) else written.encode()
    with pytest.raises(InputError) as caught:
        read_sites(data, name="own.toml")
    assert str(caught.value).startswith(f"own.toml, line {line}: " if line else "own.toml has")
    assert why in str(caught.value)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf8", "replace"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever the file holds, it gives sites or an InputError."""
    message = "own.toml"
    try:
        read_sites(data, name="own.toml")
    except InputError as error:
        message = str(error)
    assert message.startswith("own.toml")


@given(st.text(max_size=300))
def test_any_text_names_only_shipped_sites(text: str) -> None:
    """Whatever the text, what is found in it is an entry, one of whose names has its words."""
    for site in shipped_sites().all_within(text):
        assert site in shipped_entries()


def test_a_long_text_takes_linear_time() -> None:
    """Two megabytes of names and of capitals are gone through once."""
    assert sum(1 for _ in shipped_sites().all_within("Fox News Sky News " * 20_000)) == 40_000
    assert list(shipped_sites().all_within("Aa " * 300_000)) == []


def _attrcheck(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run attrcheck on a small article in `folder`."""
    (folder / "article.txt").write_text("The mayor, Ada Lark, said on Monday that the old bridge was safe.\n", "utf8")
    command = [sys.executable, "-m", "attrcheck.cli", "check", "article.txt", "--format", "csv", *arguments]
    return subprocess.run(command, cwd=folder, env=CHILD, capture_output=True, encoding="utf8", check=False)


def test_the_command_line_takes_the_file(tmp_path: Path) -> None:
    """With --sites the checklist's searches are the newsroom's."""
    (tmp_path / "own.toml").write_text(OWN, "utf8")
    done = _attrcheck(tmp_path, "--sites", "own.toml")
    assert done.returncode == 0, done.stderr
    assert "In our archive (Quay archive): https://archive.herald.example/search?q=" in done.stdout


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("first = ['googel']", "own.toml, line 1: there is no engine “googel”; did you mean “google”?."),
        (None, "there is no file own.toml."),
    ],
)
def test_the_command_line_refuses_a_bad_file(tmp_path: Path, written: str | None, told: str) -> None:
    """A file of --sites that is wrong or not there ends the run with exit code 3 and says what is at fault."""
    if written is not None:
        (tmp_path / "own.toml").write_text(written, "utf8")
    done = _attrcheck(tmp_path, "--sites", "own.toml")
    assert (done.returncode, done.stdout) == (3, "")
    assert told.rstrip(".") in done.stderr
