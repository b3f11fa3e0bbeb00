"""`crossfoot check`: articles in, findings out, and an exit status that a build can rely on."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from checker.config import LEVELS as SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.archive.replay import Occasion
    from checker.cli._run import Checked, Options
    from checker.errors import Problem
    from checker.model import Run

FORMATS = {
    "full": "terminal",
    "concise": "concise",
    "json": "json_report",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjsonl": "rdjsonl",
    "html": "html",
    "csv": "csv_table",
}
"""Each output format and the module of `checker.render` that writes it."""

WITH_CHECKS = frozenset({"json", "jsonl", "junit", "html"})
"""Formats that also tell what was verified."""
TAKING_REPORTS = frozenset({"full", "concise"})
"""Formats for which a report says enough, without its article."""
SAYING_PROBLEMS = frozenset(
    {"full", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjsonl", "html"}
)
"""Formats that themselves tell what could not be checked."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="full",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:PATH]",
    help="Also write another format to a file, or to standard output in place of --format; may be repeated.",
)
@click.option("--passed", is_flag=True, help="Also list what was verified, left undecided or waived.")
@click.option("--show", type=click.Choice(SEVERITIES), help="The least severity to report.  [default: note]")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    help="The least severity that fails (exit status 1).  [default: error]",
)
@click.option(
    "--date",
    "published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The publication date of the articles, whatever they say themselves.",
)
@click.option(
    "--since", metavar="REF", help="Only findings with a number in a sentence that is new since this commit."
)
@click.option(
    "--files-from",
    type=click.Path(),
    metavar="FILE",
    help="Read further paths from a file, one a line or NUL between them; - is standard input.",
)
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="The name that standard input (-) goes by: its ending says the format.",
)
@click.option("--input-format", metavar="NAME", help="The format of all articles, whatever their names say.")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="This configuration instead of the nearest one.",
)
@click.option("--isolated", is_flag=True, help="Read no configuration.")
@click.option(
    "--rules",
    "rules",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of rules beside the shipped ones; may be repeated.",
)
@click.option("--packs", metavar="A,B", help="Only these packs of rules.")
@click.option("--model", metavar="NAME", help="Another spaCy pipeline for English.")
@click.option(
    "--waivers",
    "waivers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="This file of waivers instead of the configured one; may be repeated.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="This baseline instead of the configured one.",
)
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Write the findings there are now to the baseline, and report none of them.",
)
@click.option(
    "--no-waivers", is_flag=True, help="Report waived findings too: no waivers, baseline or comments."
)
@click.option("--force-exclude", is_flag=True, help="Leave out excluded files even where they are named.")
@click.option(
    "--colour",
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours: the default heeds NO_COLOR, FORCE_COLOR and the terminal.",
)
@click.option("--width", type=click.IntRange(min=40), help="The width of the report in columns.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Write nothing but ASCII in the full report.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use.")
@click.option("--no-cache", is_flag=True, help="Read every article anew.")
@click.option(
    "--exit-zero",
    is_flag=True,
    help="Exit with 0 for findings; what could not be checked still exits with 2.",
)
def command(
    paths: tuple[str, ...],
    format_: str,
    outputs: tuple[str, ...],
    passed: bool,
    show: str | None,
    fail_on: str | None,
    published: datetime | None,
    since: str | None,
    files_from: str | None,
    stdin_filename: str | None,
    input_format: str | None,
    config_file: Path | None,
    isolated: bool,
    rules: tuple[Path, ...],
    packs: str | None,
    model: str | None,
    waivers: tuple[Path, ...],
    baseline: Path | None,
    write_baseline: bool,
    no_waivers: bool,
    force_exclude: bool,
    colour: str,
    width: int | None,
    ascii_only: bool,
    jobs: int | None,
    no_cache: bool,
    exit_zero: bool,
) -> int:
    """Check articles and report what does not add up.

    PATH is a file, a folder, a pattern in quotes, or - for standard input. Exit status: 0 nothing from --fail-on on,
    1 findings, 2 something could not be checked, 3 an internal error.
    """  # fmt: skip
    from checker.archive.replay import Occasion
    from checker.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERNAL, EXIT_UNCHECKED
    from checker.cli._run import Options, check_paths

    call = click.get_current_context().find_object(Occasion)
    targets = _targets(format_, outputs)
    options = Options(
        config_file=config_file,
        isolated=isolated,
        rules=rules,
        packs=tuple(name.strip() for name in packs.split(",") if name.strip()) if packs is not None else None,
        model=model,
        published=published.date() if published else None,
        format=_input_format(input_format),
        stdin_name=stdin_filename,
        cache=not no_cache,
        jobs=jobs,
        checks=passed or any(name in WITH_CHECKS for name, _ in targets),
        claims=any(name == "html" for name, _ in targets),
        articles=any(name not in TAKING_REPORTS for name, _ in targets),
        since=since,
        force_exclude=force_exclude,
        decide=not no_waivers,
        waivers=waivers or None,
        baseline=baseline,
    )
    checked = check_paths(_paths(paths, files_from), options)
    if write_baseline:
        checked = _baselined(checked, options)
    run = _shown(checked, show)
    level = fail_on or _common_level(checked)
    # The reports say what fails; what decides is each article's own setting.
    for name, target in targets:
        text = _rendered(
            name, run, checked, target=target, passed=passed, show=show or "note", fail_on=level, colour=colour,
            width=width, ascii_only=ascii_only,
        )  # fmt: skip
        _write(name, text, target)
        printed = text
    if not any(name in SAYING_PROBLEMS and target is None for name, target in targets):
        for problem in _problems(run):
            click.echo(f"crossfoot: {problem}", err=True)
    _summarise(targets, run)
    if checked.failed:
        return EXIT_INTERNAL
    if _problems(run):
        return EXIT_UNCHECKED
    status = EXIT_FINDINGS if not exit_zero and _fails(checked, fail_on) else EXIT_CLEAN
    only_prints = not write_baseline and files_from is None and [path for _, path in targets] == [None]
    if call is not None and only_prints and not _summary_path(targets):
        _record(call, checked, printed, status)
    return status


def _record(call: Occasion, checked: Checked, printed: str, status: int) -> None:
    """Leave a record of the run, so that the same run need not be made again while nothing changes."""
    from checker.archive.replay import record

    dependencies = checked.dependencies()
    if dependencies is not None and _encoded(printed, "full") == printed.encode("utf-8", "replace"):
        record(call, output=printed, status=status, on=dependencies)


def _targets(format_: str, outputs: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """Every format to write and where to: None is standard output, which one format has."""
    targets: list[tuple[str, Path | None]] = []
    for output in outputs:
        name, colon, path = output.partition(":")
        if name not in FORMATS:
            from checker.errors import did_you_mean

            hint = did_you_mean(name, FORMATS)
            raise click.BadParameter(
                f"no such format: {name!r}" + (f" ({hint})" if hint else ""), param_hint="--output"
            )
        if colon and not path:
            raise click.BadParameter(f"no file after {output!r}", param_hint="--output")
        targets.append((name, Path(path) if path else None))
    printed = [name for name, path in targets if path is None]
    if len(printed) > 1:
        raise click.BadParameter("only one format can go to standard output", param_hint="--output")
    if not printed:
        targets.insert(0, (format_, None))
    return targets


def _input_format(name: str | None) -> str | None:
    from checker.documents import FORMATS as INPUTS
    from checker.errors import did_you_mean

    if name is not None and name not in INPUTS:
        hint = did_you_mean(name, INPUTS)
        raise click.BadParameter(
            f"no such format: {name!r}" + (f" ({hint})" if hint else ""), param_hint="--input-format"
        )
    return name


def _paths(paths: tuple[str, ...], files_from: str | None) -> list[str]:
    found = list(paths)
    if files_from is not None:
        from checker.documents.selection import read_list

        try:
            if files_from == "-":
                text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
            else:
                text = Path(files_from).read_text(encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            raise click.BadParameter(
                f"{files_from}: {(error.strerror or '').lower()}", param_hint="--files-from"
            ) from None
        found += read_list(text)
    elif not found:
        raise click.UsageError("Name at least one file or folder to check, or - for standard input.")
    return found


def _shown(checked: Checked, show: str | None) -> Run:
    """The run with the findings that are to be shown; waived ones stay, marked as such."""
    from dataclasses import replace

    reports = []
    for report in checked.run.reports:
        levels = SEVERITIES[: SEVERITIES.index(show or checked.config(report.path).show) + 1]
        kept = tuple(finding for finding in report.findings if finding.severity in levels)
        reports.append(report if len(kept) == len(report.findings) else replace(report, findings=kept))
    return replace(checked.run, reports=tuple(reports))


def _common_level(checked: Checked) -> str:
    """The failing level to name in the reports: the strictest that any of the articles has."""
    levels = [checked.config(report.path).fail_on for report in checked.run.reports]
    ranked = [level for level in reversed(SEVERITIES) if level in levels]
    return ranked[0] if ranked else (levels[0] if levels else "error")


def _fails(checked: Checked, fail_on: str | None) -> bool:
    for report in checked.run.reports:
        level = fail_on or checked.config(report.path).fail_on
        if level == "never":
            continue
        levels = SEVERITIES[: SEVERITIES.index(level) + 1]
        if any(finding.waived is None and finding.severity in levels for finding in report.findings):
            return True
    return False


def _problems(run: Run) -> list[Problem]:
    return [*run.problems, *(problem for report in run.reports for problem in report.problems)]


def _baselined(checked: Checked, options: Options) -> Checked:
    """Write the baseline of the run, and take its findings as waived from now on."""
    from dataclasses import replace
    from datetime import date

    from checker.model import Waiver
    from checker.review.baseline import baseline_of, write_baseline
    from checker.review.suppress import NOTICES

    by_file: dict[Path, list[int]] = {}
    for place, report in enumerate(checked.run.reports):
        config = checked.configs.get(report.path)
        path = options.baseline or (config.baseline if config else None)
        if path is not None:
            by_file.setdefault(path, []).append(place)
    reports = list(checked.run.reports)
    for path, places in by_file.items():
        before = next((d.baseline for d in checked.decisions.values() if d.baseline_path == path), None)
        entries = baseline_of([reports[place] for place in places], today=date.today(), before=before)
        write_baseline(path, [entry for entry in entries if entry.rule not in NOTICES])
        kept = {entry.fingerprint for entry in entries}
        click.echo(f"crossfoot: {len(entries)} findings written to {path}", err=True)
        for place in places:
            findings = tuple(
                replace(finding, waived=Waiver(reason="in the baseline", origin="baseline"))
                if finding.waived is None and finding.fingerprint in kept
                else finding
                for finding in reports[place].findings
            )
            reports[place] = replace(reports[place], findings=findings)
    reports = [
        report
        for report in reports
        if not (report.findings and all(finding.rule == "stale-baseline" for finding in report.findings))
    ]
    checked.run = replace(checked.run, reports=tuple(reports))
    return checked


def _rendered(
    name: str,
    run: Run,
    checked: Checked,
    *,
    target: Path | None,
    passed: bool,
    show: str,
    fail_on: str,
    colour: str,
    width: int | None,
    ascii_only: bool,
) -> str:
    from importlib import import_module

    options: dict[str, object] = {}
    if name == "full":
        options = {
            "width": width or terminal_width(),
            "colour": target is None and wants_colour(colour),
            "ascii_only": ascii_only or (target is None and not writes_unicode()),
            "passed": passed,
            "show": show,
            "fail_on": None if fail_on == "never" else fail_on,
        }
    elif name in ("sarif", "github", "gitlab", "rdjsonl"):
        options = {"root": _root()}
        if name == "sarif":
            options["rules"] = checked.described_rules()
    elif name == "junit":
        options = {"fail_on": fail_on}
    text: str = import_module(f"checker.render.{FORMATS[name]}").render(run, **options)
    return text


def _write(name: str, text: str, target: Path | None) -> None:
    if target is None:
        stream = sys.stdout
        data = _encoded(text, name)
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            stream.write(text)
        else:
            stream.flush()
            buffer.write(data)
            buffer.flush()
        return
    from checker.files import write_whole

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text.encode("utf-8", "replace"))
    except OSError as error:
        raise click.FileError(str(target), hint=error.strerror) from None


def _encoded(text: str, name: str) -> bytes:
    """What goes to standard output: UTF-8, but for the full report, which is for the terminal as it is."""
    encoding = getattr(sys.stdout, "encoding", None) if name == "full" else None
    return text.encode(encoding or "utf-8", "replace")


def _summarise(targets: list[tuple[str, Path | None]], run: Run) -> None:
    """The step's summary on GitHub, which has room for what annotations have not."""
    path = _summary_path(targets)
    if path is None:
        return
    from checker.render.github import render_summary

    try:
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(render_summary(run, root=_root()))
    except OSError as error:
        click.echo(f"crossfoot: the summary could not be written: {error.strerror}", err=True)


def _summary_path(targets: list[tuple[str, Path | None]]) -> str | None:
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    return path if path and any(name == "github" for name, _ in targets) else None


def _root() -> str:
    """The folder that build servers show paths from."""
    return os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or str(Path.cwd())


def terminal_width() -> int:
    """The columns of the terminal; 100 where there is none."""
    try:
        columns = int(os.environ.get("COLUMNS", 0))
        return columns if columns > 0 else os.get_terminal_size(sys.__stdout__.fileno()).columns or 100  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 100


def wants_colour(choice: str) -> bool:
    """Whether standard output is to be coloured: the choice, then NO_COLOR, FORCE_COLOR and the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return os.environ.get("FORCE_COLOR") != "0"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def writes_unicode() -> bool:
    """Whether standard output can show more than ASCII."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
    return encoding in ("utf8", "utf16", "utf32", "cp65001")
