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
  Seats sold and seats left make up the seats of the hall.
  Stays silent where one of the three is not stated.
# What every number of the rule must be. Words are lemmas: "seat" finds "seats".
when: {{counted: seat}}
# The parts that numbers play. A role's keys must all hold; a list is alternatives; `not:` inverts a key.
roles:
  sold:  {{event: [sell, take]}}
  left:  {{event: [leave, remain]}}
  total: {{event: have}}
# What they must agree on, where the text states it.
group: [subject, place, time, source]
# What must hold. No tolerances: what "about 300" may mean is known from the number itself.
assert: sold + left == total
# {{role}} quotes the text, arithmetic is worked out.
message: "{{sold}} sold + {{left}} left = {{sold + left}}, not {{total}} in all"
# At least one text in order, one that is flagged and one that is left alone.
tests:
- expect: consistent
  text: "The hall has 312 seats: 271 were sold and 41 are left."
- expect: inconsistent
  text: "The hall has 321 seats: 271 were sold and 41 are left."
  suggest: {{total: "312"}}
- expect: none
  text: "The hall has 312 seats. The cinema next door has 80 seats, and all were sold."
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
