"""`python -m tests.benchmarks.labelled GOLD.jsonl`: prints how often attrcheck's acts and kinds are a person's.

The labels, acts.tsv and kinds.tsv beside this file, were given by reading PolNeAR's development articles, 200 annotated
attributions each drawn at random, before anything was predicted; kinds_train.tsv holds 250 such of its training
articles, to look at what goes wrong. They name articles and offsets, no words. Where a label has a second one after a
slash, either is right. Acts are those of the rows that the reader finds, kinds those that the annotated source gets.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrcheck.article.model import Article
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute, attribution_of
from attrcheck.reader.model import Reader
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from attrcheck.training.analyse import as_linked, as_row
from attrcheck.training.prepare import read_rows
from attrcheck.training.score import matches

_HERE = Path(__file__).parent
_FILES = {"acts": ("acts.tsv",), "kinds": ("kinds.tsv", "kinds_train.tsv")}


def _labels(name: str) -> dict[str, list[tuple[str, str, str]]]:
    """Return source, cue and label of each line of the files of labels, by article."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for file in _FILES[name]:
        for line in (_HERE / file).read_text(encoding="utf8").splitlines()[1:]:
            article, source, cue, label = line.split("\t")
            found.setdefault(article, []).append((source, cue, label))
    return found


def _spans(spans: list[list[int]]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def _given(name: str, article: Article, reading: Reading, marked: list[dict[str, Any]]) -> list[str]:
    """Return the act or the kind that each annotated attribution gets, "" where no row is found for it."""
    gold = tuple(attribution_of(article, as_linked(one)) for one in marked)
    if name == "kinds":
        return [str(source.kind) for source in identify(article, reading, gold)]
    mine = attribute(article, reading)
    acts = dict.fromkeys(range(len(gold)), "")
    for match in matches(article.text, [as_row(one) for one in mine], [as_row(one) for one in gold]):
        acts[match.gold] = str(mine[match.predicted].act)
    return list(acts.values())


def _compared(name: str, rows: list[dict[str, Any]], reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Yield the label, what attrcheck says, and the place of each labelled attribution."""
    labels = _labels(name)
    for row in rows:
        if row["id"] not in labels:
            continue
        article = from_text(row["text"])
        marked = [one for one in row["annotations"][0]["attributions"] if one["content"]]
        given = _given(name, article, reader.read(article), marked)
        by_place = {(_spans(one["source"]), _spans(one["cue"])): said for one, said in zip(marked, given, strict=True)}
        for source, cue, label in labels[row["id"]]:
            if (source, cue) in by_place:
                yield label, by_place[source, cue], f"{row['id']} {source} {cue}"


def main() -> None:
    """Print accuracy, by label, and what was taken for what."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", type=Path, help="folder of another model than the package's")
    parser.add_argument("--wrong", action="store_true", help="list the places where they differ")
    options = parser.parse_args()
    rows, reader = list(read_rows(options.gold)), Reader(options.model)
    for name in _FILES:
        compared = [one for one in _compared(name, rows, reader) if one[1]]
        if not compared:
            continue
        right = Counter(label.split("/")[0] for label, said, _ in compared if said in label.split("/"))
        whole = Counter(label.split("/")[0] for label, _, _ in compared)
        strict = sum(said == label.split("/")[0] for label, said, _ in compared)
        share = 100 * right.total() / len(compared)
        print(f"{name}: {right.total()} of {len(compared)} right, {share:.1f} % ({strict} without second labels)")
        for label, count in whole.most_common():
            print(f"   {label:14}{right[label]:4} of {count}")
        if options.wrong:
            for label, said, place in compared:
                if said not in label.split("/"):
                    print(f"   {label} taken for {said}: {place}")


if __name__ == "__main__":
    main()
