"""`crossfoot annotate`: a copy of a Word document with a comment at each number of a finding."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from checker.cli._deciding import date_option, decision_options


@click.command("annotate")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The copy to write; else story.checked.docx beside story.docx.",
)
@date_option
@decision_options
def command(
    path: Path,
    output: Path | None,
    published: datetime | None,
    ledger_path: Path | None,
    waivers_path: Path | None,
) -> int:
    """Write a copy of a Word document with a comment at each number of a finding.

    The document itself is never written to.
    """
    from checker.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED
    from checker.cli._deciding import check_paths, desk, tell_problems
    from checker.files import write_whole
    from checker.render.word_comments import annotate

    if path.suffix.lower() != ".docx":
        raise click.UsageError(f"{path} is no .docx: comments are for Word documents")
    target = output or path.with_name(f"{path.stem}.checked.docx")
    if target.resolve() == path.resolve():
        raise click.UsageError("the copy would take the place of the document itself: name another --output")
    run = check_paths((str(path),), published=published, desk=desk(waivers_path, ledger_path))
    unchecked = tell_problems(run)
    for report in run.reports:
        open_findings = [finding for finding in report.findings if finding.waived is None]
        write_whole(target, annotate(path.read_bytes(), report))
        numbers = sum(len(finding.spans) for finding in open_findings)
        click.echo(f"{target}: {len(open_findings)} findings, comments at {numbers} numbers")
        if open_findings and not unchecked:
            return EXIT_FINDINGS
    return EXIT_UNCHECKED if unchecked else EXIT_CLEAN
