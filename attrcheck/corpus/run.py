"""A corpus in, a folder of Parquet out; a run that broke off, or was told of more, goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from attrcheck.corpus.engines import Job, Outcome, on_cluster, on_this_machine, one_by_one
from attrcheck.corpus.manifest import MANIFEST, Manifest, read_manifest
from attrcheck.corpus.options import CorpusOptions, Engine, Share, library
from attrcheck.corpus.parts import ARTICLES, STATEMENTS, Figures, figures_of
from attrcheck.corpus.places import Folder
from attrcheck.corpus.shards import Input, Shard, inputs_of, part_size_of, shards_of
from attrcheck.errors import OutputError
from attrcheck.reader import model_digest
from attrcheck.wording import counted

__all__ = ["CorpusReport", "check_corpus"]


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What a run did: its figures with those of parts that were there, how many these were, and what failed.

    `problems` are shards without a part, each with the reason: the same command tries them again.
    """

    figures: Figures = field(default_factory=Figures)
    parts: int = 0
    kept: int = 0
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every file and every shard was read."""
        return not self.problems and not self.figures.failed_files


def check_corpus(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    *,
    options: CorpusOptions | None = None,
    engine: Engine | None = None,
    changed: bool = False,
    progress: Callable[[CorpusReport, int], None] | None = None,
) -> CorpusReport:
    """Read all articles of `inputs` and write their statements to the folder `output`, as Parquet.

    Inputs are paths, patterns, folders and addresses of Parquet, JSON Lines, CSV, WARC and WET files and of articles.
    Parts that are there are kept, so that a run goes on where the last one broke off. Raises OutputError where the
    folder was made of other inputs or with other options, unless `changed`: then parts of what did not change are kept,
    and the others are moved aside. An article that fails is a row that says so. `progress` is called after each
    part with the report so far and the number of parts in all.
    """
    for name in ("pyarrow", "fsspec"):
        library(name)
    options, engine = options or CorpusOptions(), engine or Engine()
    share = Share.parse(engine.share) if engine.share else None
    folder = Folder(str(output))
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    found = inputs_of([str(one) for one in given], without=folder.url)
    plan = _plan(found, options, before=read_manifest(folder), folder=folder, changed=changed)
    mine = dict(_share(plan.shards.items(), share))
    there = set(folder.names(ARTICLES, ".parquet")) & set(mine)
    kept = {name: figures_of(folder, name) for name in there}
    kept = {name: figures for name, figures in kept.items() if not (engine.retry and figures.retriable)}
    report = CorpusReport(sum(kept.values(), Figures()), len(mine), len(kept), notes=plan.notes)
    made_by = (plan.manifest.version, plan.manifest.model)
    jobs = [Job(shard, options, folder.url, name, made_by) for name, shard in mine.items() if name not in kept]
    for number, outcome in enumerate(_outcomes(jobs, engine), 1):
        report = _with(report, outcome if folder.has(f"{ARTICLES}/{outcome.job.part}") else _elsewhere(outcome))
        if progress:
            progress(report, report.kept + number)
    if share is None and not report.problems:
        folder.clean()
    return report


@dataclass(frozen=True, slots=True)
class _Plan:
    """The shards by the names of their parts, the manifest, and what to say of the inputs."""

    shards: Mapping[str, Shard]
    manifest: Manifest
    notes: tuple[str, ...]


def _plan(
    inputs: Sequence[Input], options: CorpusOptions, *, before: Manifest | None, folder: Folder, changed: bool
) -> _Plan:
    """Return what is to be done, and write it to the manifest; parts of something else are moved aside."""
    if before is None and folder.names():
        instead = "Name a new folder with -o."
        raise OutputError(f"{folder.given} holds something else, and no {MANIFEST}. {instead}")
    part_size = options.part_size or (before.part_size if before else part_size_of(inputs))
    now = Manifest.of(inputs, options, model=model_digest(options.model), part_size=part_size)
    differences = before.differences(now) if before else []
    if differences and not changed:
        raise OutputError(
            f"{folder.given} was made of something else: {'; '.join(differences)}. Name another folder, "
            "or go on with --changed: what did not change is kept, and the rest is moved aside and made anew."
        )
    shards = {shard.part(now.salt): shard for shard in shards_of(inputs, part_size)}
    now = replace(now, parts=len(shards))
    aside = _set_aside(folder, shards) if differences else []
    if before != now:
        now.write(folder)
    return _Plan(shards, now, (*_passed_over(inputs), *aside))


def _passed_over(inputs: Sequence[Input]) -> list[str]:
    return [
        f"{counted(one.passed_over, 'file')} of {one.given} passed over, of no kind that attrcheck reads"
        for one in inputs
        if one.passed_over
    ]


def _set_aside(folder: Folder, shards: dict[str, Shard]) -> list[str]:
    """Move the parts that are none of `shards` out of the way, and return what to say of it."""
    old = [
        f"{table}/{name}"
        for table in (STATEMENTS, ARTICLES)
        for name in folder.names(table, ".parquet")
        if name not in shards
    ]
    if not old:
        return []
    place = f"before-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    folder.move(old, place)
    return [f"{counted(len(old), 'file')} of parts that are none any more lie in {folder.given}/{place}"]


def _share(shards: Iterable[tuple[str, Shard]], share: Share | None) -> Iterable[tuple[str, Shard]]:
    """Return every so many shards, beginning with another one for each share, all of them without one."""
    return shards if share is None else islice(shards, share.number - 1, None, share.of)


def _outcomes(jobs: Sequence[Job], engine: Engine) -> Iterator[Outcome]:
    if not jobs:
        return iter(())
    if engine.cluster:
        return on_cluster(jobs, engine.cluster)
    if engine.share or find_spec("distributed") is None:
        return one_by_one(jobs)
    return on_this_machine(jobs, engine.workers)


def _elsewhere(outcome: Outcome) -> Outcome:
    """Return what came of a job whose part is not there: why it failed, or that its worker wrote it somewhere else."""
    unseen = "its worker wrote its part where this machine does not see it: name a folder or bucket that all share."
    return replace(outcome, problem=outcome.problem or unseen)


def _with(report: CorpusReport, outcome: Outcome) -> CorpusReport:
    if outcome.problem:
        return replace(report, problems=(*report.problems, f"{outcome.job.shard.name}: {outcome.problem}"))
    return replace(report, figures=report.figures + outcome.figures)
