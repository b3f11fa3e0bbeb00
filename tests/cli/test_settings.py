"""`crossfoot config` and `crossfoot init`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import crossfoot
from checker.config import load_config
from checker.errors import ConfigurationError


def call(*arguments: str) -> Result:
    result = CliRunner().invoke(crossfoot, list(arguments), standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_writes_a_configuration_that_holds(desk: Path) -> None:
    call("init")
    path = desk / "crossfoot.toml"
    assert load_config(path).fail_on == "error"
    uncommented = "\n".join(
        line.removeprefix("# ")
        for line in path.read_text().splitlines()
        if line.startswith(("# ", "[")) and ("=" in line or "[" in line[:4])
    )
    tomllib.loads(uncommented)
    with pytest.raises(ConfigurationError, match="is there already"):
        call("init")
    call("init", "--force")


def test_every_setting_of_the_template_is_one(desk: Path) -> None:
    call("init")
    path = desk / "crossfoot.toml"
    for name in ("desk-rules/words",):
        (desk / name).mkdir(parents=True)
    lines = path.read_text().splitlines()
    settings = [
        line.removeprefix("# ") for line in lines if " = " in line or line.removeprefix("# ").startswith("[")
    ]
    path.write_text("\n".join(settings))
    load_config(path)


def test_config_show_says_where_each_value_was_set(desk: Path) -> None:
    (desk / "crossfoot.toml").write_text(
        'fail-on = "warning"\n[severities]\nsport = "off"\n[[files]]\npaths = ["wire/*"]\nshow = "error"\n'
    )
    shown = call("config", "show", "wire/a.md").stdout
    assert 'fail-on = "warning"' in shown
    assert "# crossfoot.toml:1:1" in shown
    assert 'sport = "off"  # crossfoot.toml:3:1' in shown
    tree = json.loads(call("config", "show", "wire/a.md", "--json").stdout)
    assert tree["settings"]["show"] == {"value": "error", "set in": "crossfoot.toml:6:1"}
    assert tree["settings"]["packs"] == {"value": None, "set in": "default"}
    assert tomllib.loads(shown)["fail-on"] == "warning"
