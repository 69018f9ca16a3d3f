"""`python -m attrcheck.training`: train the reader, export it, predict with it and score it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import tomli
import typer

from attrcheck.errors import AttrcheckError
from attrcheck.reader.calibration import write_calibration
from attrcheck.reader.model import Reader
from attrcheck.training.analyse import analyse as analyse_rows
from attrcheck.training.analyse import table as analysis_table
from attrcheck.training.calibrate import calibrate as calibrate_rows
from attrcheck.training.calibrate import table as calibration_table
from attrcheck.training.fragments import torn, torn_counts, torn_table
from attrcheck.training.names import measure as measure_names
from attrcheck.training.names import table as names_table
from attrcheck.training.plain_texts import READERS, plain_texts
from attrcheck.training.predict import predict as predict_rows
from attrcheck.training.prepare import OTHERS, OWN, annotators, as_annotated_by, read_rows
from attrcheck.training.score import score as score_rows
from attrcheck.training.score import table
from attrcheck.training.standoff import with_texts, without_texts
from attrcheck.training.ways import found_names
from attrcheck.training.ways import table as ways_table
from attrcheck.version import install_command

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
_MODEL = Path(__file__).parent.parent / "data" / "model"
#: The others' number beside the own notion's: `annotators` sorts their names.
_OTHERS_NUMBER = 1
#: Points of F1 between a figure and the floor that is pinned under it.
_MARGIN = 0.5
_EXTRA = f"this needs the training extra: {install_command('train')}"


def _texts_of(paths: Sequence[Path]) -> list[str]:
    return [row["text"] for path in paths for row in read_rows(path)]


def _print_rows(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _texts_by_name(paths: Sequence[Path]) -> dict[str, str]:
    return {row["id"]: row["text"] for path in paths for row in read_rows(path)}


@app.command()
def train(  # noqa: PLR0913, PLR0917 (a command's options are its parameters)
    articles: Annotated[Path, typer.Argument(help="Annotated articles, .jsonl or .jsonl.gz; see README.md here.")],
    work: Annotated[Path, typer.Option(help="Folder for checkpoints; an unfinished run there goes on.")],
    silver: Annotated[
        Path | None, typer.Option(help="Named entities of the same articles, .jsonl or .jsonl.gz.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the model; default: MODEL in the work folder.")] = None,
    own: Annotated[
        list[Path] | None, typer.Option(help="Articles annotated by attrcheck's own guideline, for their notion.")
    ] = None,
    plain: Annotated[
        list[Path] | None, typer.Option(help='Lines {"id", "text"} that nobody annotated: a teacher tells of them.')
    ] = None,
    start: Annotated[Path | None, typer.Option(help="Go on from this exported model.onnx or checkpoint.")] = None,
    teacher: Annotated[
        list[Path] | None, typer.Option(help="Learn from this checkpoint or model.onnx; may be given several times.")
    ] = None,
    large: Annotated[Path | None, typer.Option(help="Begin with this folder's MPNet, to be a teacher.")] = None,
    taught: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the others' windows for which a teacher tells the own notion.")
    ] = 0.0,
    lessons: Annotated[
        list[str] | None,
        typer.Option(
            help="Heads that learn from each teacher, of roles, entities, acts, kinds, cue_of, source_of. Default: all."
        ),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1)] = 7,
    share: Annotated[float, typer.Option(min=0, max=1, help="Share of the other articles that an epoch sees.")] = 1.0,
    plain_share: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the plain texts that an epoch sees.")
    ] = 1.0,
    own_times: Annotated[int, typer.Option(min=1, help="How often an epoch sees the own articles.")] = 2,
    rate: Annotated[float, typer.Option(help="Learning rate of the encoder.")] = 2e-4,
    head_rate: Annotated[float, typer.Option(help="Learning rate of the heads.")] = 1e-3,
    half: Annotated[
        bool, typer.Option("--half", help="Multiply in bfloat16: two to three times as fast where the processor can.")
    ] = False,
    seed: Annotated[int, typer.Option()] = 7,
) -> None:
    """Fine-tune the network on annotated articles and export it (about an hour on two cores)."""
    try:
        from attrcheck.training.batches import HEADS, sample
        from attrcheck.training.export import export as export_network
        from attrcheck.training.train import Origin, Recipe, load_checkpoint
        from attrcheck.training.train import train as train_network
    except ModuleNotFoundError as error:
        raise SystemExit(f"{error.name} is missing; {_EXTRA}") from None
    teachers = tuple(teacher or ())
    taught_heads = tuple(lessons or (" ".join(HEADS) for _ in teachers or (None,)))
    unknown = {head for heads in taught_heads for head in heads.split()} - set(HEADS)
    if unknown:
        raise SystemExit(f"no head is called {', '.join(sorted(unknown))}; there are {', '.join(HEADS)}")
    if lessons and len(lessons) != len(teachers):
        raise SystemExit(f"there are {len(teachers)} teachers and lessons for {len(lessons)}: give --lessons for each")
    if plain and not (own and teachers):
        raise SystemExit("--plain needs --own articles and a --teacher, which tells of the plain texts in their notion")
    entities = {row["id"]: row for row in read_rows(silver)} if silver else {}
    recipe = Recipe(
        epochs=epochs,
        seed=seed,
        others_share=share,
        taught_share=taught,
        plain_share=plain_share,
        lessons=taught_heads,
        own_times=own_times,
        encoder_rate=rate,
        head_rate=head_rate,
        half=half,
    )
    rows = [*as_annotated_by(OTHERS, read_rows(articles))]
    rows += [row for file in own or () for row in as_annotated_by(OWN, read_rows(file))]
    rows += [{**row, "annotations": []} for file in plain or () for row in read_rows(file)]
    checkpoint = train_network(rows, entities, work, recipe=recipe, origin=Origin(start, teachers, large))
    if large:
        typer.echo(f"wrote {checkpoint}; give it as --teacher: it is too large for the reader", err=True)
        return
    notion = 1 + annotators(rows).index(OWN) if own else 0
    batches = sample([row["text"] for row in rows], notion)
    target = export_network(
        load_checkpoint(checkpoint), out or work / "model", batches, annotator=notion, own=bool(own)
    )
    typer.echo(f"wrote {target}; use it with: attrcheck check ARTICLE --model {target.parent}", err=True)


@app.command()
def plain(
    kind: Annotated[str, typer.Argument(help=f"What the corpus is: {', '.join(READERS)}; see README.md here.")],
    source: Annotated[Path, typer.Argument(exists=True, help="Its file, or its folder.")],
) -> None:
    """Print the texts of a corpus that some package carries, as lines for train --plain."""
    if kind not in READERS:
        raise typer.BadParameter(f"no corpus is called {kind}; there are {', '.join(READERS)}")
    _print_rows(plain_texts(kind, source))


@app.command()
def apart(
    articles: Annotated[Path, typer.Argument(exists=True, help="Annotated articles, .jsonl; see README.md here.")],
    texts: Annotated[list[Path], typer.Argument(help="Lines that `plain` prints, among them those articles' texts.")],
) -> None:
    """Print the annotations of articles whose texts may not be handed on, with the places of those texts."""
    _print_rows(without_texts(read_rows(articles), _texts_by_name(texts)))


@app.command()
def join(
    marks: Annotated[Path, typer.Argument(exists=True, help="What `apart` printed: data/corpora.train.jsonl here.")],
    texts: Annotated[list[Path], typer.Argument(help="Lines that `plain` prints.")],
) -> None:
    """Print the annotated articles of which those are the annotations, and say how many texts are missing."""
    rows = list(read_rows(marks))
    articles = list(with_texts(rows, _texts_by_name(texts)))
    _print_rows(articles)
    typer.echo(f"{len(articles)} of {len(rows)} articles have their text", err=True)


@app.command()
def thin(
    model: Annotated[Path, typer.Argument(exists=True, help="The network to thin: model.onnx or a checkpoint.")],
    target: Annotated[Path, typer.Argument(help="The checkpoint to write; go on from it with train --start.")],
    texts: Annotated[list[Path], typer.Argument(help='Lines {"id", "text"} of the kind it reads, .jsonl.')],
    work: Annotated[float, typer.Option(min=0.05, max=1, help="Share of the layers' products that is left.")] = 0.5,
) -> None:
    """Take those heads and neurons out of a network whose part the others can best take (two minutes)."""
    try:
        from attrcheck.training.batches import sample
        from attrcheck.training.thinning import thinned
        from attrcheck.training.train import load_network, write_network
    except ModuleNotFoundError as error:
        raise SystemExit(f"{error.name} is missing; {_EXTRA}") from None
    network = load_network(model)
    batches = sample(_texts_of(texts), network.shape.annotators)
    thin_one = thinned(network, batches, work)
    write_network(thin_one, target)
    kept = ", ".join(f"{heads} and {neurons}" for heads, neurons in thin_one.shape.kept)
    typer.echo(f"wrote {target}; heads and neurons by layer: {kept}", err=True)


@app.command()
def average(
    target: Annotated[Path, typer.Argument(help="The checkpoint to write.")],
    checkpoints: Annotated[list[Path], typer.Argument(help="Checkpoints of runs that began with one network.")],
) -> None:
    """Write the mean of several runs that differ in their seed: it reads a little better than each of them."""
    try:
        from attrcheck.training.train import average as average_checkpoints
    except ModuleNotFoundError as error:
        raise SystemExit(f"{error.name} is missing; {_EXTRA}") from None
    average_checkpoints(checkpoints, target)
    typer.echo(f"wrote {target}", err=True)


@app.command()
def export(
    checkpoint: Annotated[Path, typer.Argument(exists=True, help="A checkpoint that train, thin or average wrote.")],
    out: Annotated[Path, typer.Argument(help="Folder for model.onnx and vocab.txt.")],
    texts: Annotated[
        list[Path], typer.Argument(help='Lines {"id", "text"} of the kind it reads, .jsonl or .jsonl.gz.')
    ],
    annotator: Annotated[int, typer.Option(min=0, help="Whose labels to ask for: 1 others', 2 one's own.")] = 0,
) -> None:
    """Write a checkpoint as the ONNX file that the reader runs, in whole numbers (a minute)."""
    try:
        from attrcheck.training.batches import sample
        from attrcheck.training.export import export as export_network
        from attrcheck.training.train import load_checkpoint
    except ModuleNotFoundError as error:
        raise SystemExit(f"{error.name} is missing; {_EXTRA}") from None
    batches = sample(_texts_of(texts), annotator)
    network = load_checkpoint(checkpoint)
    target = export_network(network, out, batches, annotator=annotator, own=annotator != _OTHERS_NUMBER)
    typer.echo(f"wrote {target}", err=True)


@app.command()
def calibrate(
    gold: Annotated[Path, typer.Argument(help="Annotated articles that were not trained on, .jsonl or .jsonl.gz.")],
    model: Annotated[Path, typer.Option(help="Folder of the model.")] = _MODEL,
    write: Annotated[bool, typer.Option(help="Write the calibration to the model's folder.")] = False,
) -> None:
    """Fit each row's confidence to how often people agree, and print how well it does on articles left out."""
    calibration, report = calibrate_rows(list(read_rows(gold)), Reader(model))
    print(calibration_table(report))
    if write:
        typer.echo(f"wrote {write_calibration(calibration, model)}", err=True)


@app.command()
def analyse(
    gold: Annotated[Path, typer.Argument(help="Annotated articles, .jsonl or .jsonl.gz.")],
    model: Annotated[Path, typer.Option(help="Folder of the model.")] = _MODEL,
) -> None:
    """Print how many attributions of each form, act and kind of source are found, and how many found are right."""
    print(analysis_table(analyse_rows(read_rows(gold), Reader(model))))


@app.command()
def predict(
    texts: Annotated[Path, typer.Argument(help='Lines {"id", "text"}, .jsonl or .jsonl.gz.')],
    model: Annotated[Path, typer.Option(help="Folder of the model.")] = _MODEL,
    threads: Annotated[int, typer.Option(min=0, help="Processor threads; 0 for one a core.")] = 0,
) -> None:
    """Print what the checklist would hold of each text, one JSON object a line."""
    try:
        _print_rows(predict_rows(read_rows(texts), Reader(model, threads=threads)))
    except AttrcheckError as error:
        raise SystemExit(f"{error}") from None


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(help="Annotated articles, .jsonl or .jsonl.gz.")],
    predicted: Annotated[Path | None, typer.Argument(help="What predict printed; default: predict now.")] = None,
    model: Annotated[Path, typer.Option(help="Folder of the model, where nothing is predicted yet.")] = _MODEL,
    floors: Annotated[
        Path | None, typer.Option(help="TOML of the least F1 of each measure; exit 1 where one is not reached.")
    ] = None,
    pin: Annotated[
        bool, typer.Option("--pin", help="Write the floors anew, half a point under these figures.")
    ] = False,
    lower: Annotated[
        bool, typer.Option("--lower", help="Let a floor fall with --pin; say why in CHANGELOG.md.")
    ] = False,
) -> None:
    """Print precision, recall and F1 of predicted attributions, by measure."""
    rows = list(read_rows(gold))
    guesses = read_rows(predicted) if predicted else predict_rows(rows, Reader(model))
    figures = score_rows(rows, {row["id"]: row["attributions"] for row in guesses})
    print(table(figures))
    if floors is None:
        return
    least = tomli.loads(floors.read_text(encoding="utf8"))["f1"] if floors.exists() else {}
    reached = {name: one.f1 - _MARGIN if pin else one.f1 for name, one in figures.items()}
    low = [
        f"{name} is {figures[name].f1:.1f}, its floor {floor}" for name, floor in least.items() if reached[name] < floor
    ]
    if low and not (pin and lower):
        print("\n".join(low), file=sys.stderr)
        if pin:
            print("No floor was written. Keep the old ones, or add --lower to let them fall.", file=sys.stderr)
        raise typer.Exit(1)
    if pin:
        lines = [f"{name} = {max(reached[name], 0.0):.1f}" for name in figures]
        floors.write_text("\n".join(["[f1]", *lines]) + "\n", encoding="utf8")


@app.command()
def fragments(
    texts: Annotated[Path, typer.Argument(help='Lines {"id", "text"}, .jsonl or .jsonl.gz.')],
    predicted: Annotated[Path | None, typer.Argument(help="What predict printed; default: predict now.")] = None,
    model: Annotated[Path, typer.Option(help="Folder of the model, where nothing is predicted yet.")] = _MODEL,
    most: Annotated[
        float | None, typer.Option(help="Torn spans in a hundred attributions; exit 1 where there are more.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="List the torn spans.")] = False,
) -> None:
    """Print how many sources, cues and contents begin or end inside a word, a name, a bracket or a phrase."""
    rows = list(read_rows(texts))
    guesses = read_rows(predicted) if predicted else predict_rows(rows, Reader(model))
    found = {row["id"]: row["attributions"] for row in guesses}
    total = sum(map(len, found.values()))
    counts = torn_counts(rows, found)
    print(torn_table(counts, total))
    for row in rows if show else ():
        for reason, role, span in torn(row["text"], found.get(row["id"], ())):
            print(f"{row['id']} {reason} {role}: {span.of(row['text'])!r}")
    if most is not None and 100 * sum(counts.values()) > most * total:
        raise typer.Exit(1)


@app.command()
def names(
    gold: Annotated[Path, typer.Argument(help="Annotated articles, .jsonl or .jsonl.gz.")],
    silver: Annotated[Path, typer.Option(help="Entities and coreference of the same articles, .jsonl or .jsonl.gz.")],
    model: Annotated[Path, typer.Option(help="Folder of the model, for its entities.")] = _MODEL,
    show: Annotated[int, typer.Option(min=0, help="List this many disagreements.")] = 0,
    seed: Annotated[int, typer.Option(help="Draws the disagreements that are listed.")] = 1,
) -> None:
    """Print how many pronouns and bare last names among annotated sources get the full name that the silver tells."""
    chains = {row["id"]: row for row in read_rows(silver)}
    print(names_table(list(measure_names(read_rows(gold), chains, Reader(model).read)), show=show, seed=seed))


@app.command()
def ways(
    gold: Annotated[list[Path], typer.Argument(help="Annotated articles that tell names, .jsonl or .jsonl.gz.")],
    model: Annotated[Path, typer.Option(help="Folder of the model.")] = _MODEL,
) -> None:
    """Print how often a name is right by the way in which it was found, and how often it is said to be."""
    reader = Reader(model)
    print(ways_table([one for path in gold for one in found_names(read_rows(path), reader)]))


if __name__ == "__main__":
    app()
