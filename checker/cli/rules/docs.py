"""`crossfoot rules docs`: the page of all rules and the schema of rule files, kept true."""

from __future__ import annotations

import click


@click.command("docs")
@click.option("--check", "mode", flag_value="check", help="Say whether the files are up to date.")
@click.option("--write", "mode", flag_value="write", help="Write them anew.")
def command(mode: str | None) -> int:
    """Check or write rules/README.md and rules/rule.schema.json from the rules that ship with Crossfoot."""
    from checker.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED
    from checker.cli.rules.shared import tell_problems
    from checker.files import write_whole
    from checker.resources import folder
    from checker.rulebook import load_rulebook
    from checker.rulebook.guide import page
    from checker.rulebook.schema import schema_text

    if mode is None:
        raise click.UsageError("say --check or --write")
    book = load_rulebook()
    if tell_problems(book):
        return EXIT_UNCHECKED
    place = folder("rules")
    stale = False
    for name, text in (("README.md", page(book.rules)), ("rule.schema.json", schema_text())):
        path = place / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if mode == "write":
            write_whole(path, text.encode("utf-8"))
            click.echo(f"wrote {path}")
        else:
            stale = True
            click.echo(f"{path} is not up to date: `crossfoot rules docs --write` writes it")
    return EXIT_FINDINGS if stale else EXIT_CLEAN
