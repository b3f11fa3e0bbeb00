"""`crossfoot rules new ID`: a commented rule that passes its own tests."""

from __future__ import annotations

from pathlib import Path

import click

SKELETON = """\
# yaml-language-server: $schema={schema}
# The id is the file's name and says what is checked.
id: {id}
# error: arithmetic that no reading saves; warning: worth a look; note: a remark.
severity: warning
# What it checks, why it matters, when it stays silent, where the rule comes from.
explain: |
  Beds occupied and beds free make up the beds that there are.
  Stays silent where one of the three is not stated.
# What every number of the rule must be. Words are lemmas: "bed" finds "beds".
when: {{counted: bed}}
# The parts that numbers play. A role's keys must all hold; a list is alternatives; `not:` inverts a key.
roles:
  occupied: {{modifier: occupied}}
  free:     {{modifier: [free, empty, vacant]}}
  total:    {{modifier: [total, available]}}
# What they must agree on, where the text states it.
group: [place, time, source]
# What must hold. No tolerances: what "about 300" may mean is known from the number itself.
assert: occupied + free == total
# {{role}} quotes the text, arithmetic is worked out.
message: "{{occupied}} occupied + {{free}} free = {{occupied + free}}, not {{total}} in all"
# At least one text in order, one that is flagged and one that is left alone.
tests:
- expect: consistent
  text: "The ward reported 60 occupied beds and 24 free beds out of 84 total beds."
- expect: inconsistent
  text: "The ward reported 60 occupied beds and 24 free beds out of 94 total beds."
  suggest: {{total: "84"}}
- expect: none
  text: "The ward reported 60 occupied beds. The hotel next door rents 94 rooms."
"""


@click.command("new")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("rules"),
    show_default=True,
    help="The folder to put it in; it is made where it is missing.",
)
def command(rule_id: str, folder: Path) -> None:
    """Begin a rule: write a commented file ID.yaml that passes its own tests, to be changed from there."""
    import re

    from checker.resources import folder as shipped

    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule_id):
        raise click.UsageError(f"{rule_id!r} is no name for a rule: use lower-case words joined by hyphens")
    path = folder / f"{rule_id}.yaml"
    if path.exists():
        raise click.UsageError(f"{path} exists already")
    folder.mkdir(parents=True, exist_ok=True)
    schema = (shipped("rules") / "rule.schema.json").as_uri()
    path.write_text(SKELETON.format(id=rule_id, schema=schema), encoding="utf-8")
    click.echo(f"wrote {path}")
    click.echo(f"next: crossfoot rules test {path}; crossfoot rules try {path} -e TEXT")
