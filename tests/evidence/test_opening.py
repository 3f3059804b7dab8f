"""The file of an entry is opened by the system's own program, and nothing that could run is."""

import os
import sys
import time
from pathlib import Path

import pytest

from mnassess.errors import MnassessError
from mnassess.evidence.model import Entry, Register
from mnassess.evidence.opening import open_file

NAMES = ("xdg-open", "open")
"""Of the program, on Linux and on macOS."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there Windows itself opens the file")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a stand-in for the system's program writes what it was given, an argument a line."""
    told = tmp_path / "told.txt"
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in NAMES:
        program = programs / name
        program.write_text(
            f"#!{sys.executable}\n"
            "import os, sys\n"
            f"told = {str(told)!r}\n"
            "open(told + '.new', 'w', encoding='utf-8').write('\\n'.join(sys.argv[1:]))\n"
            "os.rename(told + '.new', told)\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    (tmp_path / "evidence").mkdir()
    return told


def ask(folder: Path, path: str) -> None:
    register = Register(path=folder / "evidence" / "evidence.csv")
    open_file(register, Entry(id="E1", title="題", kind="other", path=path))


def refusal(folder: Path, path: str) -> str:
    with pytest.raises(MnassessError) as caught:
        ask(folder, path)
    return str(caught.value).replace(str(folder.resolve()), "").replace(str(folder), "")


@pytest.mark.parametrize("name", ["規程 $(id);'a'.docx", "-x.PDF", "01_規程/a.txt"])
def test_the_program_is_given_the_whole_path_and_nothing_else(
    opened: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "evidence" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"x")
    ask(tmp_path, name)
    for _ in range(500):
        if opened.exists():
            break
        time.sleep(0.01)
    assert opened.read_text(encoding="utf-8") == str(file.resolve())


@pytest.mark.parametrize(
    "name", ["a.sh", "a.xlsm", "a.xls", "a.html", "a.desktop", "a.pdf.exe", "a", "a.pdf "]
)
def test_what_could_run_is_refused(opened: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "evidence" / name).write_bytes(b"x")
    assert refusal(tmp_path, name) == (
        "この種類のファイルは、プログラムが動いたり外と通信したりすることがあるため、ここからは開きません："
        f"/evidence/{name}"
    )
    assert not opened.exists()


def test_what_is_not_there_is_refused(opened: Path, tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.pdf") == "証跡 E1 のファイルがありません：/evidence/a.pdf"
    assert refusal(tmp_path, "") == "証跡 E1 にファイルはありません。聞いたこと・見たことは備考にあります。"
    (tmp_path / "evidence" / "a.pdf").mkdir()
    assert refusal(tmp_path, "a.pdf") == "証跡 E1 のファイルがありません：/evidence/a.pdf"


def test_a_link_that_leads_outside_or_to_a_program_is_refused(opened: Path, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(b"x")
    (tmp_path / "evidence" / "a.pdf").symlink_to(tmp_path / "other.pdf")
    assert "台帳のフォルダーの外にあるため、開きません" in refusal(tmp_path, "a.pdf")
    (tmp_path / "evidence" / "b.sh").write_bytes(b"x")
    (tmp_path / "evidence" / "b.pdf").symlink_to(tmp_path / "evidence" / "b.sh")
    assert "ここからは開きません：/evidence/b.sh" in refusal(tmp_path, "b.pdf")
    assert not opened.exists()


def test_a_machine_without_such_a_program_says_so(
    opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "evidence" / "a.pdf").write_bytes(b"x")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "がありません。自分で開いてください：/evidence/a.pdf" in refusal(tmp_path, "a.pdf")
