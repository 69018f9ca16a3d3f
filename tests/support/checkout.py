"""Where things stand in the checkout, and the environment of the processes that tests start."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_5c3f862ea01b42ae.txt"
FIXTURES = ROOT / "fixtures"
CASES = ROOT / "tests" / "data" / "cases"
PAGES = ROOT / "tests" / "data" / "pages"
DOCUMENTS = ROOT / "tests" / "data" / "documents"
#: The environment of the processes that tests start: this checkout, offline, with a known width and no settings.
CHILD = {
    **{name: value for name, value in os.environ.items() if not name.startswith("ATTRCHECK_")},
    "PYTHONPATH": f"{ROOT / 'tests' / 'guard'}{os.pathsep}{ROOT}",
    "COLUMNS": "100",
    "ATTRCHECK_SETTINGS": os.devnull,
}
