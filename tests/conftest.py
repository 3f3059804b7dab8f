"""What every test may use."""

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("mnassess", deadline=None)  # machines differ; speed is measured in benchmarks/
settings.load_profile("mnassess")

os.environ["MNASSESS_SETTINGS"] = ""  # what the person at the keyboard has set is not what is tested

EXPECTED = Path(__file__).parent / "data" / "expected"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write the expected texts anew; read the diff before committing",
    )


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`expected("screens/home.txt", text)`: the text is, whole, what the file under tests/data/expected says.

    A missing file fails. `--update-expected` writes it, and refuses to run where CI is set.
    """

    def compare(name: str, text: str) -> None:
        path = EXPECTED / name
        text = text.rstrip("\n") + "\n"
        if request.config.getoption("--update-expected"):
            assert not os.environ.get("CI"), "--update-expected is not for CI"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no expected text {name}; run with --update-expected and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, object, object]:
    """On a user's machine a test without its program skips and says why; in CI a skip is a failure."""
    report = yield
    if (
        os.environ.get("CI")
        and isinstance(report, pytest.TestReport)
        and report.skipped
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


def require(program: str) -> str:
    """The path of a program outside Python; without it the test skips and says so, in CI it fails."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found
