"""`crossfoot archive`: check a whole archive of articles, resumably."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("archive")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder for the results; a folder that was begun is resumed.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="What checks the articles: this machine's processes, or a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler; without it a cluster is made here.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use; as many as cores without it.")
@click.option(
    "--shard",
    "shard_size",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Articles that are checked, written and resumed as a whole.",
)
@click.option(
    "--rules",
    "rules",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="A folder of rules beside the shipped ones.",
)
@click.option("--model", help="A spaCy pipeline for English.")
def command(
    source: Path,
    folder: Path,
    engine: str,
    scheduler: str | None,
    jobs: int | None,
    shard_size: int,
    rules: tuple[Path, ...],
    model: str | None,
) -> None:
    """Check the articles of SOURCE (JSON Lines or Parquet) and write what was found to a folder.

    A record has "text" or "html", and may have "id", "title", "date" and "desk". Records that cannot be used are set
    aside in rejected.jsonl with their reason. The run may be stopped at any moment and called again.
    """
    from checker import __version__
    from checker.archive.engines import run_dask, run_local
    from checker.archive.records import read_records
    from checker.archive.shards import cut
    from checker.archive.store import Store, held
    from checker.archive.summary import as_markdown, summarise
    from checker.archive.worker import Settings
    from checker.resources import folder as shipped

    records = read_records(source)
    folders = (str(shipped("rules")), *(str(path.resolve()) for path in rules)) if rules else None
    settings = Settings(rules=folders, model=model)
    found = source.stat()
    identity: dict[str, object] = {
        "crossfoot": __version__,
        "source": source.name,
        "size": found.st_size,
        "shard": shard_size,
        "settings": settings.digest().hex(),
    }
    click.get_current_context().with_resource(held(folder))
    store = Store.open(folder, identity=identity)
    done = store.done()
    waiting = (shard for shard in cut(records, size=shard_size) if shard.number not in done)
    if done:
        click.echo(f"resumed: {len(done)} shards were there already", err=True)
    if engine == "dask":
        results = run_dask(waiting, settings, address=scheduler, workers=jobs)
    else:
        results = run_local(waiting, settings, jobs=jobs)
    for result in results:
        store.write(result)
    store.join()
    with open(folder / "rejected.jsonl", "rb") as lines:
        rejected = sum(1 for _ in lines)
    summary = summarise(store.counts())
    text = as_markdown(summary, rejected=rejected)
    store.write_summary(text, summary | {"rejected": rejected})
    click.echo(text, nl=False)
