"""The audit trail in the words of the form."""

from datetime import UTC, datetime
from pathlib import Path

from mnassess.documents.edits import Edit
from mnassess.documents.journal import LONG_TEXT, History, Record
from mnassess.documents.model import Assessment
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import save_document
from mnassess.documents.trail import TrailEntry, iter_trail
from mnassess.forms.catalog import load_form

NOON = datetime(2026, 11, 27, 3, tzinfo=UTC)
EMPTY = Assessment(form=load_form("full-item", "2024-10"))


def test_each_change_is_told_with_time_person_place_and_words(tmp_path: Path) -> None:
    path = tmp_path / "full-item.json"
    save_document(path, EMPTY)
    session = EditingSession.open(path, "山田", lambda: NOON)
    session.set_answer("cover.publication_date", "2025-10-01")
    session.set_answer("overview.operation.subject_count", "under_1000", "command")
    session.set_answer("interview.cover.title", {"certainty": "guess", "task": "聞く"})
    session.set_answer("procedure_facts.exempt", "2")
    session.set_answer("cover.declaration", "長" * LONG_TEXT + "い")
    session.set_answer("cover.declaration", "長" * LONG_TEXT + "くない", "command")
    entry = session.add_item("files")
    session.remove_item(entry)
    session.undo()
    session.close()
    trail = list(iter_trail(session.assessment, session.history()))
    assert trail[0] == TrailEntry(
        at="2026-11-27T03:00:00+00:00", who="山田", kind="edit", source="tui", path="cover.publication_date",
        title="表紙－公表日", before="－", after="令和7年10月1日",
    )  # fmt: skip
    assert [(one.kind, one.title, one.before, one.after) for one in trail[1:4]] == [
        ("edit", "Ⅰ－１－③対象人数", "－", "1,000人未満"),
        ("edit", "表紙－評価書名（面談の記録）", "－", "推測　宿題：聞く"),
        ("edit", "手続の事実－規則第4条の該当号（義務付けられないファイル）", "－", "手作業処理用ファイル"),
    ]
    assert [(one.kind, one.before, one.after) for one in trail[5:]] == [
        ("edit", "－", "くな"),
        ("edit", "－", "1 番目の項目"),
        ("edit", "1 番目の項目", "－"),
        ("undo", "－", "1 番目の項目"),
    ]


def test_a_place_the_form_no_longer_has_is_told_as_it_was_written() -> None:
    edit = Edit(path="cover.gone", before=None, after={"a": "あ"})
    unknown = Edit(path="overview.operation.subject_count", before="many", after=["x"])
    records = tuple(Record(kind="edit", at=NOON, who="山田", edit=one) for one in (edit, unknown))
    told = [(one.title, one.before, one.after) for one in iter_trail(EMPTY, History(records=records))]
    assert told == [("cover.gone", "－", '{"a": "あ"}'), ("Ⅰ－１－③対象人数", '"many"', '["x"]')]


def test_an_entry_that_is_gone_has_no_number() -> None:
    edit = Edit(path="files[x].profile.outsourcing.tasks[t].contractor", before=None, after="社")
    (one,) = iter_trail(EMPTY, History(records=(Record(kind="edit", at=NOON, who="山田", edit=edit),)))
    assert one.title == "Ⅱ－４－委託事項（今はない項目）－⑥委託先名"
