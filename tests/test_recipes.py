"""What other programs run: the action, the include, the hook and the recipes of docs/ci.md."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import checker

ROOT = Path(checker.__file__).resolve().parent.parent
WRONG = "Crews planted 245 trees: 128 were oaks and 107 were limes.\n"

pytestmark = pytest.mark.skipif(not (ROOT / "action.yml").is_file(), reason="not a checkout")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A repository with a wrong story, and a `crossfoot` on the path."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "crossfoot"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n')
    command.chmod(0o755)
    desk = tmp_path / "desk"
    (desk / "stories").mkdir(parents=True)
    (desk / "stories" / "a b.md").write_text(WRONG)
    (desk / "stories" / "right.md").write_text(WRONG.replace("245", "235"))
    return desk


def bash(script: str, desk: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": f"{desk.parent / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(desk.parent),
        "CROSSFOOT_CACHE_DIR": str(desk.parent / "cache"),
        **variables,
    }
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_fails_and_writes_its_files(desk: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    step = action["runs"]["steps"][-1]
    assert action["runs"]["using"] == "composite"
    assert set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text())) == set(action["inputs"])
    defaults = {
        name: re.sub(
            r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: action["inputs"][match[1]]["default"], value
        )
        for name, value in step["env"].items()
    }
    summary = desk / "summary.md"
    done = bash(
        step["run"], desk, **{
            **defaults, "CROSSFOOT_PATHS": "stories/", "CROSSFOOT_SARIF": "out/log.sarif",
            "CROSSFOOT_ARGUMENTS": "--show error", "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_WORKSPACE": str(desk),
        },
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=stories/a b.md,line=1,endLine=1,col=15,")
    assert json.loads((desk / "out" / "log.sarif").read_text())["version"] == "2.1.0"
    assert "parts" in summary.read_text()
    assert bash(step["run"], desk, **{**defaults, "CROSSFOOT_FAIL_ON": "never"}).returncode == 0
    assert bash(step["run"], desk, **{**defaults, "CROSSFOOT_PATHS": "$(touch x); none"}).returncode == 2
    assert not (desk / "x").exists()


def test_the_include_of_gitlab_leaves_both_reports(desk: Path) -> None:
    job = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text())["crossfoot"]
    script = job["script"][-1]
    done = bash(script, desk, CROSSFOOT_ARGUMENTS="--fail-on error", CROSSFOOT_PATHS="stories/")
    assert done.returncode == 1, done.stderr
    quality = json.loads((desk / job["artifacts"]["reports"]["codequality"]).read_text())
    assert [entry["location"]["path"] for entry in quality] == ["stories/a b.md"]
    assert "<testsuites" in (desk / job["artifacts"]["reports"]["junit"]).read_text()


def test_the_hook_is_one_that_pre_commit_knows() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["id"] == "crossfoot"
    assert hook["require_serial"] is True
    assert hook["entry"].split()[0] == "crossfoot"
    assert hook["language"] == "python"


def test_every_option_of_the_recipes_is_there() -> None:
    text = (ROOT / "docs" / "ci.md").read_text() + (ROOT / "docs" / "configuration.md").read_text()
    from checker.cli import crossfoot

    known = {"--help"}
    context = crossfoot.make_context("crossfoot", [], resilient_parsing=True)
    for name in ("check", "waive", "config", "init"):
        command = crossfoot.get_command(context, name)
        assert command is not None
        commands = [command, *getattr(command, "commands", {}).values()]
        known |= {option for each in commands for parameter in each.params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known


def test_the_shell_recipes_run(desk: Path) -> None:
    recipes = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "ci.md").read_text(), re.DOTALL)
    git = "git -c user.name=a -c user.email=a@b.c"
    first = bash(
        f"git init -q -b main && {git} add stories && {git} commit -qm one && git branch origin/main", desk
    )
    assert first.returncode == 0, first.stderr
    statuses = {}
    for recipe in recipes:
        done = bash(recipe, desk, BODY_HTML=f"<p>{WRONG}</p>")
        statuses[recipe.strip()] = done.returncode
        assert "Traceback" not in done.stderr
    assert statuses["crossfoot check stories/"] == 1
    assert statuses["crossfoot check . --since origin/main"] == 0
    assert statuses["crossfoot check . --write-baseline"] == 0
    assert (desk.parent / ".crossfoot-complete.bash").read_text().startswith("_crossfoot_completion")
    assert all(status in (0, 1) for recipe, status in statuses.items() if "waive" not in recipe), statuses
