"""The configuration: where it is found, what it says, where each value comes from, and errors with their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.config import Config, config_for, find_config, load_config
from checker.errors import ConfigurationError


def written(folder: Path, text: str, name: str = "crossfoot.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text)
    return path


def complaints(path: Path) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load_config(path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_the_nearest_file_holds_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    outer = written(tmp_path, 'show = "error"')
    repository = tmp_path / "desk"
    (repository / ".git").mkdir(parents=True)
    (repository / "drafts").mkdir()
    assert find_config(repository / "drafts") is None
    inner = written(repository, 'show = "warning"')
    assert find_config(repository / "drafts") == inner
    assert find_config(tmp_path) == outer
    assert config_for(repository / "drafts" / "a.md").show == "warning"
    assert config_for(repository / "drafts" / "a.md", config_file=outer).show == "error"
    assert config_for(repository / "drafts" / "a.md", isolated=True).show == "note"


def test_pyproject_holds_where_it_has_the_section(tmp_path: Path) -> None:
    written(tmp_path, 'show = "error"')
    written(tmp_path / "one", "[tool.other]\nx = 1\n", "pyproject.toml")
    written(
        tmp_path / "two",
        '[tool.crossfoot]\nfail-on = "never"\n[tool.crossfoot.severities]\na = "off"\n',
        "pyproject.toml",
    )
    assert config_for(tmp_path / "one" / "a.md").show == "error"
    config = config_for(tmp_path / "two" / "a.md")
    assert (config.fail_on, dict(config.severities), config.show) == ("never", {"a": "off"}, "note")
    assert config.origins["severities.a"].endswith("pyproject.toml:4:1")


def test_every_setting(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    path = written(
        tmp_path,
        'rules = ["rules"]\npacks = ["core"]\nlexicons = ["rules"]\nshow = "warning"\nfail-on = "never"\nmodel = "m"\n'
        'date = 2026-05-24\nwaivers = ["w.yaml"]\nbaseline = "b.json"\ninclude = ["*.x"]\nexclude = ["old/"]\n'
        'format = "html"\n[severities]\nsport = "off"\n"a-rule" = "warning"\n',
    )
    config = load_config(path)
    assert config.rules == config.lexicons == (tmp_path / "rules",)
    assert config.packs == ("core",)
    assert (config.show, config.fail_on, config.model, config.format) == ("warning", "never", "m", "html")
    assert config.date == date(2026, 5, 24)
    assert config.waivers == (tmp_path / "w.yaml",)
    assert config.baseline == tmp_path / "b.json"
    assert dict(config.severities) == {"sport": "off", "a-rule": "warning"}
    assert config.origins["model"].endswith("crossfoot.toml:6:1")


def test_sections_for_some_files(tmp_path: Path) -> None:
    written(
        tmp_path,
        'fail-on = "warning"\n[severities]\na = "note"\n[[files]]\npaths = ["sport/**"]\npacks = ["sport"]\n'
        'severities = {b = "off"}\n\n[[files]]\npaths = ["sport/chess/*"]\nfail-on = "never"\n',
    )
    chess = config_for(tmp_path / "sport" / "chess" / "a.md")
    assert (chess.packs, chess.fail_on, dict(chess.severities)) == (
        ("sport",),
        "never",
        {"a": "note", "b": "off"},
    )
    assert chess.origins["fail_on"].endswith(":11:1")
    assert chess.origins["packs"].endswith(":6:1")
    assert chess.origins["severities.b"].endswith(":7:15")
    other = config_for(tmp_path / "b.md")
    assert (other.packs, other.fail_on) == (None, "warning")


def test_a_configuration_that_extends_another(tmp_path: Path) -> None:
    written(tmp_path / "house", 'show = "error"\npacks = ["core"]\n[severities]\na = "off"\nb = "note"\n')
    path = written(
        tmp_path / "desk",
        'extend = "../house/crossfoot.toml"\npacks = ["money"]\n[severities]\nb = "error"\n',
    )
    config = load_config(path)
    assert (config.show, config.packs, dict(config.severities)) == (
        "error",
        ("money",),
        {"a": "off", "b": "error"},
    )
    assert "house" in config.origins["show"]
    circle = written(tmp_path / "circle", 'extend = "crossfoot.toml"\n')
    assert any("circle" in line for line in complaints(circle))


def test_unknown_keys_and_wrong_values_have_their_place_and_a_hint(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '# [[files]]\npacks = ["core",\n  "money"]  # rulez = 1\nfail_on = "error"\nshow = "warnin"\nrulez = ["x"]\n'
        'rules = ["nowhere"]\ndate = "May"\nmodel = 5\n\n[severities]\na = "of"\n\n'
        '[[files]]\npaths = ["a"]\nexclude = ["x"]\n'
        "\n[[files]]\nseverity = 1\n",
    )
    assert complaints(path) == [
        "4:1: no such setting: 'fail_on' (did you mean 'fail-on'?)",
        "5:1: show is one of error, warning, note, not 'warnin' (did you mean 'warning'?)",
        "6:1: no such setting: 'rulez' (did you mean 'rules'?)",
        "7:1: no such folder: 'nowhere'",
        "8:1: 'May' is no date (write it as 2026-05-24)",
        "9:1: model is a name in quotes, not 5",
        "12:1: a severity is one of error, warning, note, off, not 'of' (did you mean 'off'?)",
        "16:1: no such setting for some files: 'exclude' "
        "(allowed: date, fail-on, format, model, packs, severities, show)",
        '18:1: a [[files]] section says which: paths = ["sport/**"]',
        "19:1: no such setting: 'severity' (did you mean 'severities'?)",
    ]


@pytest.mark.parametrize(
    "text, place",
    [('packs = ["core"\nshow = "note"\n', "2:1"), ("show = note", "1:8"), ("a = 1\na = 2\n", "2:6")],
)
def test_what_is_no_toml_has_its_place(tmp_path: Path, text: str, place: str) -> None:
    assert complaints(written(tmp_path, text))[0].startswith(f"{place}: no TOML:")


def test_defaults(tmp_path: Path) -> None:
    config = Config()
    assert (config.show, config.fail_on, config.packs) == ("note", "error", None)
    path = written(tmp_path, "")
    assert load_config(path).waivers == (tmp_path / "crossfoot-waivers.yaml",)
    assert load_config(path).baseline == tmp_path / "crossfoot-baseline.json"
