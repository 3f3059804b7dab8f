"""A command's short stay in a document that other people change too."""

import os
import tempfile
from pathlib import Path

import pytest

from mnassess.documents.model import Assessment
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.visit import visiting
from mnassess.errors import AnswerError, ChangedOutsideError, LockedError, MnassessError
from mnassess.forms.catalog import load_form

EMPTY = Assessment(form=load_form("threshold", "2024-10"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save_document(tmp_path / "threshold.json", EMPTY)
    return tmp_path / "threshold.json"


def answer(path: Path, place: str, text: str) -> None:
    with visiting(path, "山田") as session:
        session.set_answer(place, text, "command")


def change_outside(path: Path, place: str, text: str) -> None:
    save_document(path, load_document(path).assessment.with_answer(place, text))


def test_a_visit_saves_at_its_end(path: Path) -> None:
    answer(path, "cover.title", "題")
    assert load_document(path).assessment.value("cover.title") == "題"
    EditingSession.open(path, "佐藤").close()


def test_another_blank_changed_meanwhile_is_joined(path: Path) -> None:
    with visiting(path, "山田") as session:
        session.set_answer("cover.title", "題", "command")
        change_outside(path, "cover.number", "7")
    assert load_document(path).assessment.values == {"cover.title": "題", "cover.number": "7"}


def claim_the_same_blank(path: Path) -> None:
    with visiting(path, "山田") as session:
        session.set_answer("cover.title", "私の題", "command")
        change_outside(path, "cover.title", "外の題")


def test_the_same_blank_changed_meanwhile_is_not_overwritten_and_waits_for_a_person(path: Path) -> None:
    with pytest.raises(ChangedOutsideError, match="同じ欄が別の場所で変更"):
        claim_the_same_blank(path)
    assert load_document(path).assessment.value("cover.title") == "外の題"
    with pytest.raises(ChangedOutsideError, match="食い違う未保存の入力"):
        answer(path, "cover.number", "7")
    session = EditingSession.open(path, "山田")
    assert [(one.mine, one.theirs) for one in session.conflicts()] == [("私の題", "外の題")]
    session.abandon()


def test_what_could_not_be_saved_before_is_put_back_and_saved(path: Path) -> None:
    crashed = EditingSession.open(path, "佐藤")
    crashed.set_answer("cover.number", "7")
    crashed.abandon()
    answer(path, "cover.title", "題")
    assert load_document(path).assessment.values == {"cover.title": "題", "cover.number": "7"}


def test_an_answer_that_cannot_stand_leaves_the_file_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(AnswerError), visiting(path, "山田") as session:
        session.set_answer("cover.title", 7, "command")
    assert path.read_bytes() == before
    EditingSession.open(path, "佐藤").close()


def test_two_commands_within_a_moment_are_two_steps_of_undo(path: Path) -> None:
    answer(path, "cover.title", "一")
    answer(path, "cover.title", "二")
    with visiting(path, "山田") as session:
        session.undo("command")
    assert load_document(path).assessment.value("cover.title") == "一"
    assert [record.source for record in session.history().records if record.edit] == ["command"] * 3


def test_a_document_in_use_is_not_entered(path: Path) -> None:
    session = EditingSession.open(path, "佐藤")
    with pytest.raises(LockedError, match="佐藤"):
        answer(path, "cover.title", "題")
    session.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folder mode")
def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "threshold.json"
        save_document(path, EMPTY)
        path.chmod(0o644)
        path.parent.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)  # the superuser may write everywhere
        try:
            with pytest.raises(MnassessError, match="読み取り専用で開きました"):
                answer(path, "cover.title", "題")
        finally:
            os.seteuid(user)
            path.parent.chmod(0o755)


def test_a_copy_of_an_entry_that_is_not_there_is_refused(path: Path) -> None:
    full = path.with_name("full-item.json")
    save_document(full, Assessment(form=load_form("full-item", "2024-10")))
    with pytest.raises(AnswerError, match="項目「x」はありません"), visiting(full, "山田") as session:
        session.duplicate_item("files[x]", "command")
