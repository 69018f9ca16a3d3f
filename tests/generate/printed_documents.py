"""Prints tests/data/documents/sources to tests/data/documents as their readers would: by LibreOffice and by Chromium.

Run it from the repository's root where both are installed: python -m tests.generate.printed_documents [NAME…]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.checkout import DOCUMENTS

#: Pages that keep the head and foot that a browser prints: date, title, address and page.
WITH_HEADS = {"browser"}
#: What is saved as a Word document and not printed.
WORD = {"tracked"}


def by_office(source: Path, folder: str) -> None:
    """Convert a document or presentation with LibreOffice."""
    kind = "docx:MS Word 2007 XML" if source.stem in WORD else "pdf"
    profile = f"-env:UserInstallation={Path(folder).as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(DOCUMENTS), str(source)]
    subprocess.run(command, check=True, timeout=120)


def by_browser(source: Path, folder: str, port: int) -> None:
    """Print a page with Chromium, which is told that the site is here."""
    options = [] if source.stem in WITH_HEADS else ["--no-pdf-header-footer"]
    command = [
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", f"--user-data-dir={folder}", *options),
        f"--host-resolver-rules=MAP * ~NOTFOUND, MAP skerrypost.example 127.0.0.1:{port}",
        f"--print-to-pdf={DOCUMENTS / source.stem}.pdf",
        f"http://skerrypost.example/{source.name}",
    ]
    subprocess.run(command, check=True, timeout=120)


def main(names: list[str]) -> None:
    """Print the sources of these names, all of them where none is given."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(DOCUMENTS / "sources"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted((DOCUMENTS / "sources").iterdir()):
            if names and source.stem not in names:
                continue
            if source.suffix == ".html":
                by_browser(source, folder, server.server_port)
            else:
                by_office(source, folder)
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
