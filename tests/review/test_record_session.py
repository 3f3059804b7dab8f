"""Reviewing on a disk: what was said survives any end, and a file that cannot be read is left alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from claiming import COPYING, report
from recording import TEXT, judged

from mnassess.documents.storage import save_document
from mnassess.errors import DocumentError, LockedError
from mnassess.review.review_file import load_review, review_path, save_review
from mnassess.review.session import ReviewSession, journal_of, read_review, reviewing


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A report with three claims."""
    path = tmp_path / "full-item.json"
    save_document(path, report({COPYING: TEXT}))
    return path


def judge(document: Path, place: int = 0, code: str = "supported", *, leave: bool = False) -> None:
    """Give a verdict; `leave`: without saving, as after a power cut."""
    session = ReviewSession.open(document, "山田")
    session.keep(judged(session.record, session.claims[place], code, "E1"))
    session.abandon() if leave else session.close()


def said(document: Path) -> list[str]:
    """The verdicts the next reviewer finds, in form order."""
    with reviewing(document, "鈴木") as session:
        return [str(one.given.code) for one in session.record.verdicts]


def test_a_verdict_is_in_the_file_after_closing(document: Path) -> None:
    judge(document)
    record, _ = load_review(review_path(document))
    assert [one.text for one in record.seen.claims] == TEXT.replace("・", "").split("\n")
    assert len(record.verdicts) == 1


def test_looking_without_saying_anything_leaves_the_file_as_it_is(document: Path) -> None:
    judge(document)
    before = review_path(document).read_bytes()
    assert said(document) == ["supported"]
    assert review_path(document).read_bytes() == before


def test_what_was_not_saved_is_put_back_and_told(document: Path) -> None:
    judge(document)
    judge(document, 1, "contradicted", leave=True)
    session = ReviewSession.open(document, "鈴木")
    assert session.notices == ["前回保存されていなかった点検の内容を元に戻しました。"]
    session.close()
    assert said(document) == ["supported", "contradicted"]
    session = ReviewSession.open(document, "鈴木")
    assert session.notices == []
    session.close()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from recording import judged
from mnassess.review.session import ReviewSession
session = ReviewSession.open(Path(sys.argv[1]), "山田")
session.keep(judged(session.record, session.claims[0], "supported", "E1"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a process that can be killed outright")
def test_a_verdict_survives_a_process_that_was_killed_right_after_it(document: Path) -> None:
    here = str(Path(__file__).parent)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(document), here],
        env={**os.environ},
        check=False,
        capture_output=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert not review_path(document).exists()
    assert said(document) == ["supported"]


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_torn_last_line_costs_only_itself(document: Path, cut: int) -> None:
    judge(document, 0, leave=True)
    whole = journal_of(document).read_bytes()
    judge(document, 1, leave=True)
    journal_of(document).write_bytes(journal_of(document).read_bytes()[:-cut])
    session = ReviewSession.open(document, "鈴木")
    session.keep(judged(session.record, session.claims[2], "unsupported"))
    assert any("1 行" in notice for notice in session.notices) == (cut > 1)
    session.abandon()
    assert said(document) == (
        ["supported", "unsupported"] if cut > 1 else ["supported", "supported", "unsupported"]
    )
    assert journal_of(document).read_bytes().startswith(whole)


def test_a_damaged_line_in_the_middle_costs_only_itself_and_is_told_until_saved(document: Path) -> None:
    for place in range(3):
        judge(document, place, leave=True)
    lines = journal_of(document).read_bytes().splitlines(keepends=True)
    lines[1] = b'{"at":"2026-11-23T09:00:00+00:00","who":"x","change":{"form":"full-item","verdicts":[3]}}\n'
    journal_of(document).write_bytes(b"".join(lines))
    session = ReviewSession.open(document, "鈴木")
    assert any("1 行" in notice for notice in session.notices)
    session.close()
    assert len(said(document)) == 2
    session = ReviewSession.open(document, "鈴木")
    assert session.notices == []
    session.abandon()


def test_a_review_file_that_was_lost_comes_back_from_the_journal(document: Path) -> None:
    judge(document)
    before, _ = load_review(review_path(document))
    review_path(document).unlink()
    assert said(document) == ["supported"]
    assert load_review(review_path(document))[0].verdicts == before.verdicts


def test_a_damaged_review_file_is_refused_and_nothing_is_touched(document: Path) -> None:
    judge(document)
    review_path(document).write_bytes(b'{"review": "2026-11", "form": "full-item", "moods": []}')
    before = review_path(document).read_bytes(), journal_of(document).read_bytes()
    with pytest.raises(DocumentError, match="moods"):
        ReviewSession.open(document, "鈴木")
    assert (review_path(document).read_bytes(), journal_of(document).read_bytes()) == before


def test_a_file_that_was_damaged_while_it_was_open_is_not_written_over(document: Path) -> None:
    session = ReviewSession.open(document, "山田")
    session.keep(judged(session.record, session.claims[0], "supported", "E1"))
    review_path(document).write_bytes(b"somebody else's")
    with pytest.raises(DocumentError):
        session.close()
    assert review_path(document).read_bytes() == b"somebody else's"
    review_path(document).unlink()
    assert said(document) == ["supported"]


def test_what_somebody_else_put_into_the_file_meanwhile_is_joined(document: Path) -> None:
    judge(document)
    elsewhere, _ = load_review(review_path(document))
    session = ReviewSession.open(document, "山田")
    session.keep(judged(session.record, session.claims[1], "contradicted", "E1"))
    save_review(review_path(document), judged(elsewhere, session.claims[2], "unsupported", by="鈴木"))
    session.close()
    assert said(document) == ["supported", "contradicted", "unsupported"]


def test_words_corrected_by_hand_in_the_file_count_over_the_journal(document: Path) -> None:
    judge(document)
    path = review_path(document)
    path.write_bytes(path.read_bytes().replace("見た".encode(), "見て確かめた".encode()))
    with reviewing(document, "鈴木") as session:
        assert [one.given.note for one in session.record.verdicts] == ["見て確かめた"]


def test_only_one_person_reviews_a_document_at_a_time(document: Path) -> None:
    session = ReviewSession.open(document, "山田")
    with pytest.raises(LockedError, match="山田 さんが点検中"):
        ReviewSession.open(document, "鈴木")
    session.close()
    assert said(document) == []


def test_the_review_of_another_form_is_refused(document: Path) -> None:
    judge(document)
    other = document.with_name("key-item.json")
    save_document(other, report({}, "key-item"))
    review_path(other).write_bytes(review_path(document).read_bytes())
    with pytest.raises(DocumentError, match="別の様式"):
        ReviewSession.open(other, "山田")


def test_an_error_half_way_leaves_the_file_as_it_was(document: Path) -> None:
    judge(document)
    before = review_path(document).read_bytes()

    def fail() -> None:
        with reviewing(document, "山田") as session:
            session.keep(judged(session.record, session.claims[1], "contradicted", "E1"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert review_path(document).read_bytes() == before


def test_who_only_looks_sees_what_is_not_saved_yet_and_writes_nothing(document: Path) -> None:
    session = ReviewSession.open(document, "山田")
    session.keep(judged(session.record, session.claims[0], "supported", "E1"))
    before = {path: path.read_bytes() for path in document.parent.rglob("*") if path.is_file()}
    assert read_review(document, "full-item").record.verdicts == session.record.verdicts
    assert {path: path.read_bytes() for path in document.parent.rglob("*") if path.is_file()} == before
    session.close()


def test_a_review_nobody_began_is_empty(document: Path) -> None:
    found = read_review(document, "full-item")
    assert (found.record.verdicts, found.saved, found.notices) == ((), None, ())
