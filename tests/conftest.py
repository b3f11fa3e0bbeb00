"""What all tests share: the golden files, and the flag that accepts them as they are now."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

GOLDEN = Path(__file__).parent / "golden"

settings.register_profile("crossfoot", deadline=None)
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("crossfoot")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`golden(name, text)`: `text` must be what tests/golden/NAME, or another `folder`, holds, to the byte."""

    def compare(name: str, text: str, *, folder: Path = GOLDEN) -> None:
        path = folder / name
        shown = path.relative_to(GOLDEN.parents[1]).as_posix()
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        if not path.is_file():
            pytest.fail(f"{shown} is missing; `pytest --update-golden` writes it", pytrace=False)
        wanted = path.read_bytes().decode()
        if text != wanted:
            changes = unified_diff(wanted.splitlines(), text.splitlines(), shown, "now", lineterm="")
            pytest.fail(
                "\n".join(changes) + "\n\nIf this is as it should be: `pytest --update-golden` accepts it.",
                pytrace=False,
            )

    return compare
