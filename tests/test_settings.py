"""The settings: which source of a value wins, what is refused at which line, and that keys stay secret."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.errors import InputError
from attrcheck.settings import EXAMPLE, Settings, read_settings, settings_path
from tests.support.checkout import CHILD

KEY = "AIzaInventedKeyOfThirtyNineCharacters12"
FILE = f"""\
contact = "desk@herald.example"
google_key = "{KEY}"
searxng = "https://desk:pass@searx.herald.example/"
sites = "sites.toml"
requests_at_once = 2
seconds_between = 3
"""


def written(folder: Path, text: str = FILE, mode: int = 0o600) -> Path:
    """Return a settings file in `folder` that holds `text`."""
    path = folder / "settings.toml"
    path.write_text(text, "utf8")
    path.chmod(mode)
    return path


def attrcheck(*arguments: str | Path, environment: Mapping[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "attrcheck.cli", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env={**CHILD, **environment}, capture_output=True, encoding="utf8", check=False, timeout=60
    )


def test_the_command_line_goes_before_the_environment_before_the_file(tmp_path: Path) -> None:
    """Each value is the one of the strongest that sets it, and its origin is told."""
    path = written(tmp_path)
    environ = {"ATTRCHECK_CONTACT": "night@herald.example", "ATTRCHECK_SECONDS_BETWEEN": "0.5", "ATTRCHECK_PROXY": ""}
    found = read_settings(path, environ, given={"contact": "me@herald.example", "sites": None})
    assert found == Settings(
        contact="me@herald.example",
        google_key=KEY,
        searxng="https://desk:pass@searx.herald.example",
        sites=tmp_path / "sites.toml",
        requests_at_once=2,
        seconds_between=0.5,
    )
    assert found.origins == {
        "contact": "the command line's --contact",
        "google_key": f"{path}, line 2",
        "searxng": f"{path}, line 3",
        "sites": f"{path}, line 4",
        "requests_at_once": f"{path}, line 5",
        "seconds_between": "the environment variable ATTRCHECK_SECONDS_BETWEEN",
    }
    assert found.warnings == ()


def test_no_file_gives_the_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a file and without variables the defaults hold."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = read_settings(None, {})
    assert found == Settings()
    assert (found.file, found.origins) == (settings_path(), {})
    monkeypatch.setenv("XDG_CONFIG_HOME", os.devnull)
    assert read_settings(None, {}) == Settings()


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """A file that is named and is not there is an error that tells how to make one."""
    with pytest.raises(InputError, match=r"there is no settings file .*mine\.toml\. Make one with: attrcheck config"):
        read_settings(None, {"ATTRCHECK_SETTINGS": str(tmp_path / "mine.toml")})
    with pytest.raises(InputError, match=r"there is no settings file ~nobody-of-that-name/s\.toml"):
        read_settings(None, {"ATTRCHECK_SETTINGS": "~nobody-of-that-name/s.toml"})
    with pytest.raises(InputError, match="cannot be read"):
        read_settings(tmp_path, {})


def test_paths_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    """A path in the file starts from the file's folder, one in the environment from where the command runs."""
    path = written(tmp_path, 'sites = "own/sites.toml"\ncache = "~/kept"\n')
    found = read_settings(path, {})
    assert (found.sites, found.cache) == (tmp_path / "own" / "sites.toml", Path.home() / "kept")
    assert read_settings(path, {"ATTRCHECK_SITES": "sites.toml"}).sites == Path("sites.toml")


REFUSED = [
    ("contakt = 'me'", 1, "there is no “contakt” here; did you mean “contact”?"),
    ("\n[keys]\nbrave = 'x'", 2, "there is no “keys” here"),
    ("contact = 3", 1, "“contact” must be one line"),
    ("contact = 'Jörg'", 1, "plain characters"),
    ("\n\ncontact = 'a\\nb'\ncontact = ''", 4, "it is not TOML"),
    ('\n\ncontact = "a\\nb"', 3, "one line"),
    ("google_key = 'two words'", 1, "without blanks"),
    ("brave_key = ['x']", 1, "a key as its maker gives it"),
    ("searxng = 'searx.herald.example'", 1, "beginning with https:// or http://"),
    ("searxng = 'https://searx.example/?q='", 1, "an address such as https://host.example:8080"),
    ("searxng = 'https://[::1'", 1, "an address such as"),
    ("proxy = 'ftp://proxy.example'", 1, "beginning with http:// or https://"),
    ("proxy = 'http://proxy.example:99999'", 1, "an address such as"),
    ("sites = ''", 1, "the path of a file"),
    ("cache = 7", 1, "the path of a file or folder"),
    ("cache = '~nobody-of-that-name/kept'", 1, "there is no user of the name after its ~"),
    ("requests_at_once = 4", 1, "a whole number from 1 to 3"),
    ("requests_at_once = true", 1, "a whole number"),
    ("# wait\nseconds_between = -1", 2, "a number of seconds from 0 to 60"),
    ("seconds_between = nan", 1, "a number of seconds"),
    ("seconds_between = '1'", 1, "a number of seconds"),
    ("contact = ", 1, "it is not TOML"),
]


@pytest.mark.parametrize(("text", "line", "why"), REFUSED)
def test_a_bad_file_is_refused_at_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    """What is wrong in the settings file is refused with the file, the line and the reason."""
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_settings(path, {})
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("ATTRCHECK_REQUESTS_AT_ONCE", "many", "“requests_at_once” must be a whole number"),
        ("ATTRCHECK_SEARXNG", "searx", "“searxng” must be an address"),
        ("ATTRCHECK_GOOGLE_KEY", "two words", "“google_key” must be a key"),
    ],
)
def test_a_bad_variable_is_refused_by_name(tmp_path: Path, name: str, value: str, why: str) -> None:
    """What is wrong in the environment is refused with the variable, and a key is not repeated."""
    with pytest.raises(InputError) as caught:
        read_settings(written(tmp_path), {name: value})
    assert str(caught.value).startswith(f"the environment variable {name}: {why}")
    assert value not in str(caught.value) or name == "ATTRCHECK_SEARXNG"


def test_a_variable_like_no_other_is_warned_of_with_all() -> None:
    """Where none is near, those are named that there are."""
    [warning] = read_settings(Path(os.devnull), {"ATTRCHECK_NONSENSE": "x"}).warnings
    assert warning == (
        "the environment variable ATTRCHECK_NONSENSE means nothing here; known: ATTRCHECK_SETTINGS, ATTRCHECK_CONTACT, "
        "ATTRCHECK_GOOGLE_KEY, ATTRCHECK_BRAVE_KEY, ATTRCHECK_SEARXNG, ATTRCHECK_PROXY, ATTRCHECK_SITES, "
        "ATTRCHECK_CACHE, ATTRCHECK_REQUESTS_AT_ONCE, ATTRCHECK_SECONDS_BETWEEN"
    )


def test_an_unknown_variable_is_warned_of() -> None:
    """A variable with our prefix that sets nothing is named, with the nearest that does."""
    found = read_settings(Path(os.devnull), {"ATTRCHECK_GOOGLEKEY": "x"})
    assert found.warnings == (
        "the environment variable ATTRCHECK_GOOGLEKEY means nothing here; known: ATTRCHECK_GOOGLE_KEY",
    )


def test_a_file_with_a_key_that_others_can_read_is_warned_of(tmp_path: Path) -> None:
    """A settings file that holds a key and is open to others brings a warning, one without a key does not."""
    path = written(tmp_path, mode=0o644)
    assert read_settings(path, {}).warnings == (
        f"{path} holds a key or a password, and others can read it. Keep it to yourself with: chmod 600 '{path}'",
    )
    assert read_settings(written(tmp_path, "contact = 'me@herald.example'\n", 0o644), {}).warnings == ()


def test_secrets_are_not_in_the_repr(tmp_path: Path) -> None:
    """The repr, by which settings get into logs and tracebacks, has neither keys nor passwords."""
    shown = repr(read_settings(written(tmp_path), {"ATTRCHECK_PROXY": "http://me:hush@proxy.example"}))
    assert KEY not in shown
    assert "pass" not in shown
    assert "hush" not in shown


@pytest.mark.parametrize("scheme", ["http", "https", "socks5", "socks5h"])
def test_the_password_of_a_proxy_is_not_shown(tmp_path: Path, scheme: str) -> None:
    """Every kind of proxy is taken, and shown without who asks and the password."""
    shown = read_settings(written(tmp_path), {"ATTRCHECK_PROXY": f"{scheme}://me:hush@127.0.0.1:9050"}).shown()
    assert [one.shown for one in shown if one.name == "proxy"] == [f"{scheme}://…@127.0.0.1:9050"]


def test_every_line_of_the_example_may_be_used(tmp_path: Path) -> None:
    """The example changes nothing as it is, and every setting stands in it as one that is taken."""
    assert read_settings(written(tmp_path, EXAMPLE), {}) == Settings()
    used = re.sub(r"(?m)^# (\w+ = )", r"\1", EXAMPLE)
    found = read_settings(written(tmp_path, used), {})
    assert sorted(found.origins) == sorted(setting.name for setting in found.shown())


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever the file holds, it gives settings or an InputError that names it."""
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    path.write_bytes(text.encode("utf8", "replace"))
    message = str(path)
    try:
        read_settings(path, {})
    except InputError as error:
        message = str(error)
    assert message.startswith(str(path))


def test_config_shows_what_is_in_force(tmp_path: Path) -> None:
    """Attrcheck config shows every value and where it came from, with keys and passwords masked."""
    path = written(tmp_path)
    done = attrcheck("config", "--settings", path, environment={"ATTRCHECK_BRAVE_KEY": "short"}, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [re.split(r"  +", line) for line in done.stdout.splitlines()]
    cache = next(line for line in lines if line[0] == "cache")
    assert cache[2] == "default"
    assert [line for line in lines if line is not cache] == [
        [f"file: {path}"],
        ["contact", "desk@herald.example", f"{path}, line 1"],
        ["google_key", "…rs12", f"{path}, line 2"],
        ["brave_key", "set", "the environment variable ATTRCHECK_BRAVE_KEY"],
        ["searxng", "https://…@searx.herald.example", f"{path}, line 3"],
        ["proxy", "not set", "default"],
        ["sites", str(tmp_path / "sites.toml"), f"{path}, line 4"],
        ["requests_at_once", "2", f"{path}, line 5"],
        ["seconds_between", "3.0", f"{path}, line 6"],
    ]


def test_config_tells_where_the_file_would_be(tmp_path: Path) -> None:
    """Where there is no settings file, attrcheck config tells where it would be; --example prints one."""
    environment = {"ATTRCHECK_SETTINGS": "", "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    done = attrcheck("config", environment=environment, cwd=tmp_path)
    assert "settings.toml (not there; attrcheck config --example prints one)" in done.stdout.splitlines()[0]
    assert attrcheck("config", "--example", environment=environment, cwd=tmp_path).stdout == EXAMPLE


def test_check_takes_the_settings(tmp_path: Path) -> None:
    """The sites that the settings name are searched, and --sites goes before them."""
    (tmp_path / "article.txt").write_text("The mayor, Ada Lark, said on Monday that the old bridge was safe.\n", "utf8")
    for name in ("one", "two"):
        engine = f'[[engine]]\nkey = "{name}"\nname = "{name}"\nurl = "https://{name}.example/?q={{query}}"\n'
        (tmp_path / f"{name}.toml").write_text(f'first = ["{name}"]\n{engine}', "utf8")
    environment = {"ATTRCHECK_SETTINGS": str(written(tmp_path, "sites = 'one.toml'"))}
    done = attrcheck("check", "article.txt", "--format", "csv", environment=environment, cwd=tmp_path)
    assert "https://one.example/?q=" in done.stdout
    done = attrcheck(
        "check", "article.txt", "--format", "csv", "--sites", "two.toml", environment=environment, cwd=tmp_path
    )
    assert "https://two.example/?q=" in done.stdout
    assert "one.example" not in done.stdout
