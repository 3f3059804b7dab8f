"""Nothing that was typed is lost: journal, recovery, undo across restarts, lock, changes made outside."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnassess.documents.journal import History, JournalWriter, read_journal
from mnassess.documents.merge import Side
from mnassess.documents.model import Assessment
from mnassess.documents.session import EditingSession, SaveState
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.trail import iter_trail
from mnassess.documents.undo import STAMP
from mnassess.documents.workspace import create_workspace, document_path, folder_name
from mnassess.errors import AnswerError, ChangedOutsideError, DocumentError, JournalError, LockedError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind

TASKS = "files[juki].profile.outsourcing.tasks"
Clock = Callable[[], datetime]
NOBODY = 65534


class SteppingClock:
    """Every look at it is `step` later than the one before."""

    def __init__(self, step: float = 10.0) -> None:
        self.now = datetime(2026, 11, 23, 16, 50, tzinfo=UTC)
        self.step = timedelta(seconds=step)

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


@pytest.fixture
def document(tmp_path: Path) -> Path:
    create_workspace(tmp_path, agency="みほん市長", body="local")
    folder = tmp_path / folder_name("住民基本台帳に関する事務")
    folder.mkdir()
    path = document_path(folder, FormKind.FULL_ITEM)
    empty = Assessment(form=load_form(FormKind.FULL_ITEM)).with_item("files", "juki")
    save_document(path, empty.with_answer("cover.number", "1"))
    return path


@pytest.fixture
def opened(document: Path) -> Iterator[Callable[..., EditingSession]]:
    sessions: list[EditingSession] = []

    def open_it(clock: Clock | None = None) -> EditingSession:
        sessions.append(EditingSession.open(document, "高橋", clock or SteppingClock()))
        return sessions[-1]

    yield open_it
    for session in sessions:
        session.abandon()


def journal_of(document: Path) -> Path:
    return document.parent.parent / ".mnassess" / document.parent.name / f"{document.stem}.journal.jsonl"


Opener = Callable[..., EditingSession]


def test_an_answer_is_in_the_journal_before_the_call_returns(opened: Opener, document: Path) -> None:
    opened().set_answer("cover.number", "2")
    last = json.loads(journal_of(document).read_bytes().splitlines()[-1])
    assert (last["path"], last["before"], last["after"], last["who"]) == ("cover.number", "1", "2", "高橋")
    assert (last["source"], last["at"][:10]) == ("tui", "2026-11-23")


def test_what_was_not_saved_is_there_again_after_a_crash(opened: Opener, document: Path) -> None:
    crashed = opened()
    crashed.set_answer("cover.title", "住民基本台帳に関する事務")
    task = crashed.add_item(TASKS)
    crashed.set_answer(f"{task}.contractor", "髙﨑𠮟葛󠄀")
    crashed.abandon()
    assert load_document(document).assessment.value("cover.title") is None
    again = opened()
    assert again.assessment == crashed.assessment
    assert again.state is SaveState.KEPT
    assert again.notices == ["前回保存されていなかった入力 3 件を元に戻しました。"]
    again.close()
    assert load_document(document).assessment == crashed.assessment


def test_a_closed_document_opens_without_a_word(opened: Opener) -> None:
    session = opened()
    session.set_answer("cover.number", "2")
    session.close()
    again = opened()
    assert (again.notices, again.state) == ([], SaveState.SAVED)


@pytest.mark.parametrize(
    "tail", [b'{"kind":"edit","at":"2026', b"\x00" * 64, b"\xff\xfe{}\n", b'{"kind":"edit"}\n', b"[]\n"]
)
def test_a_torn_or_damaged_line_costs_only_itself(opened: Opener, document: Path, tail: bytes) -> None:
    crashed = opened()
    crashed.set_answer("cover.number", "2")
    crashed.abandon()
    with journal_of(document).open("ab") as file:
        file.write(tail)
    again = opened()
    assert again.assessment.value("cover.number") == "2"
    assert "編集の記録に読めない行が 1 行ありました" in again.notices[0]
    again.set_answer("cover.number", "3")
    again.abandon()
    assert opened().assessment.value("cover.number") == "3"


@pytest.mark.parametrize("answer", [None, "3"], ids=["only looked at", "worked on"])
def test_a_torn_line_is_told_once_and_a_new_one_again(
    opened: Opener, document: Path, answer: str | None
) -> None:
    crashed = opened()
    crashed.set_answer("cover.number", "2")
    crashed.abandon()
    torn = b'{"kind":"edit","at":"2026'
    for _ in range(2):
        with journal_of(document).open("ab") as file:
            file.write(torn)
        told = opened()
        assert "読めない行が 1 行ありました" in told.notices[0]
        if answer:
            told.set_answer("cover.number", answer)
        told.close()
        again = opened()
        assert again.notices == []
        assert again.undo() is not None
        again.redo()
        again.abandon()


def test_a_journal_torn_at_any_byte_of_its_last_two_lines_costs_only_what_is_torn(
    opened: Opener, document: Path
) -> None:
    crashed = opened()
    crashed.set_answer("cover.number", "2")
    crashed.set_answer("cover.title", "題")
    crashed.abandon()
    whole = journal_of(document).read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    one_but_last = whole.rindex(b"\n", 0, last - 1) + 1
    for end in range(one_but_last, len(whole) + 1):
        journal_of(document).write_bytes(whole[:end])
        torn = opened()
        torn.set_answer("cover.agency", "みほん市長")
        torn.abandon()
        again = opened()
        again.abandon()
        values = again.assessment.values
        found = (values["cover.number"], values.get("cover.title"), values["cover.agency"])
        assert found == (
            "2" if end >= last - 1 else "1",
            "題" if end >= len(whole) - 1 else None,
            "みほん市長",
        )


def test_undo_and_redo_reach_back_across_restarts(opened: Opener) -> None:
    session = opened()
    for number in ("2", "3", "4"):
        session.set_answer("cover.number", number)
    session.undo()
    session.close()
    again = opened()
    assert again.redo() is not None
    assert again.assessment.value("cover.number") == "4"
    assert [again.undo() and again.assessment.value("cover.number") for _ in range(4)] == [
        "3",
        "2",
        "1",
        None,
    ]


def test_a_burst_of_typing_is_taken_back_at_once(opened: Opener) -> None:
    session = opened(SteppingClock(0.2))
    for text in ("住", "住民", "住民基", "住民基本"):
        session.set_answer("cover.title", text)
    session.undo()
    assert session.assessment.value("cover.title") is None
    session.redo()
    assert session.assessment.value("cover.title") == "住民基本"


def test_undo_brings_a_removed_entry_back_where_it_was_with_all_it_held(opened: Opener) -> None:
    session = opened()
    first, second = session.add_item(TASKS), session.add_item(TASKS)
    session.set_answer(f"{first}.contractor", "甲")
    before = session.assessment
    session.remove_item(first)
    assert [f"{TASKS}[{item}]" for item in session.assessment.items_of(TASKS)] == [second]
    session.undo()
    assert session.assessment == before


def test_a_copy_of_an_entry_has_ids_of_its_own(opened: Opener) -> None:
    session = opened()
    task = session.add_item(TASKS)
    session.set_answer(f"{task}.contractor", "甲")
    copy = session.duplicate_item("files[juki]")
    assert [f"files[{item}]" for item in session.assessment.items_of("files")] == ["files[juki]", copy]
    (copied,) = session.assessment.items_of(f"{copy}.profile.outsourcing.tasks")
    assert f"{TASKS}[{copied}]" != task
    assert session.assessment.value(f"{copy}.profile.outsourcing.tasks[{copied}].contractor") == "甲"


def test_a_long_text_is_kept_as_what_changed_in_it(opened: Opener, document: Path) -> None:
    session = opened()
    text = "窓口で本人確認書類を確かめる。" * 100
    session.set_answer("cover.declaration", text)
    size = journal_of(document).stat().st_size
    session.set_answer("cover.declaration", text[:700] + "必ず" + text[700:])
    assert journal_of(document).stat().st_size - size < 300
    session.abandon()
    again = opened()
    assert again.assessment.value("cover.declaration") == text[:700] + "必ず" + text[700:]
    again.undo()
    assert again.assessment.value("cover.declaration") == text


def test_a_second_editor_is_told_who_has_the_document(opened: Opener) -> None:
    opened()
    with pytest.raises(LockedError, match=r"この評価書は 高橋 さんが .* から編集中です"):
        opened()


def test_a_change_made_outside_is_noticed_and_not_overwritten(opened: Opener, document: Path) -> None:
    session = opened()
    session.set_answer("cover.title", "私の題名")
    outside = load_document(document).assessment.with_answer("cover.agency", "みほん市長")
    save_document(document, outside)
    with pytest.raises(ChangedOutsideError, match="上書きしていません"):
        session.save()
    session.abandon()
    assert load_document(document).assessment == outside
    again = opened()
    assert again.assessment.value("cover.agency") == "みほん市長"
    assert again.assessment.value("cover.title") == "私の題名"
    again.close()
    assert opened().notices == []


def test_an_older_version_put_back_is_what_is_opened(opened: Opener, document: Path) -> None:
    backup = document.read_bytes()
    session = opened()
    session.set_answer("cover.number", "999")
    session.close()
    document.write_bytes(backup)
    again = opened()
    assert again.assessment.value("cover.number") == "1"
    assert again.notices == [
        "この評価書は前回閉じた後に、この画面の外で変更されています。変更後の内容を開きました。"
    ]
    again.close()
    assert document.read_bytes() == backup


def test_a_crash_in_an_opening_loses_nothing_that_it_was_putting_back(opened: Opener, document: Path) -> None:
    session = opened()
    session.set_answer("cover.title", "私の題名")
    session.set_answer("cover.agency", "みほん市長")
    session.abandon()
    save_document(document, load_document(document).assessment.with_answer("cover.remarks", "外から"))
    before = journal_of(document).read_bytes()
    opened().abandon()
    whole = journal_of(document).read_bytes()
    for end in range(len(before), len(whole) + 1, 7):
        journal_of(document).write_bytes(whole[:end])
        again = opened()
        values = again.assessment.values
        again.abandon()
        assert (values["cover.title"], values["cover.agency"], values["cover.remarks"]) == (
            "私の題名",
            "みほん市長",
            "外から",
        )


def test_a_document_has_one_lock_however_it_is_reached(
    opened: Opener, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    monkeypatch.chdir(document.parent)
    link = tmp_path / "link.json"
    link.symlink_to(document)
    for path in (Path(document.name), Path(document.name), link):
        with pytest.raises(LockedError):
            EditingSession.open(path, "二人目")


def test_a_link_to_a_document_stays_a_link(document: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(document)
    session = EditingSession.open(link, "高橋")
    session.set_answer("cover.number", "2")
    session.close()
    assert link.is_symlink()
    assert load_document(document).assessment.value("cover.number") == "2"


def test_an_edit_of_a_blank_that_the_edition_does_not_have_is_set_aside(document: Path) -> None:
    path = document.with_name("threshold.json")
    save_document(path, Assessment(form=load_form(FormKind.THRESHOLD)))
    session = EditingSession.open(path, "高橋")
    session.set_answer("measures.manual_work.human_error", "sufficient")
    session.abandon()
    save_document(path, Assessment(form=load_form(FormKind.THRESHOLD, "2019-01")))
    again = EditingSession.open(path, "高橋")
    assert [one.edit.path for one in again.set_aside] == ["measures.manual_work.human_error"]
    again.close()


DAMAGED = [
    {"path": 5, "before": None, "after": "x"},
    {"path": "cover.number", "before": "1", "after": "2", "kept": "ab"},
    {"path": "cover.number", "before": "1", "after": "2", "kept": [-1, 0]},
    {"path": "files[juki]", "before": None, "after": 5},
    {"path": "no such path", "before": None, "after": "x"},
]


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_line_that_makes_no_sense_is_passed_over(
    opened: Opener, document: Path, damage: dict[str, object]
) -> None:
    opened().abandon()
    line = {"kind": "edit", "at": "2026-11-23T00:00:00+00:00", "who": "x", **damage}
    with journal_of(document).open("ab") as file:
        file.write(json.dumps(line).encode() + b"\n" + b"[" * 50_000 + b"\n")
    session = opened()
    assert session.assessment.value("cover.number") == "1"
    assert "2 行" in session.notices[0]


def test_looking_at_a_locked_document_takes_nothing_from_its_editor(opened: Opener, document: Path) -> None:
    editing = opened()
    looking = EditingSession.view(document, "二人目")
    assert looking.is_read_only
    looking.close()
    with pytest.raises(LockedError, match="高橋"):
        opened()
    editing.set_answer("cover.number", "2")
    assert editing.state is SaveState.KEPT


def test_an_answer_that_both_changed_is_set_aside_for_a_person(opened: Opener, document: Path) -> None:
    session = opened()
    session.set_answer("cover.title", "私の題名")
    session.abandon()
    save_document(document, load_document(document).assessment.with_answer("cover.title", "別の題名"))
    again = opened()
    assert again.assessment.value("cover.title") == "別の題名"
    assert [(a.edit.path, a.edit.after, a.who) for a in again.set_aside] == [
        ("cover.title", "私の題名", "高橋")
    ]
    assert "記録には残っています" in again.notices[-1]


def test_a_full_disk_is_said_and_the_answer_is_kept_when_there_is_room_again(
    opened: Opener, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened()
    with monkeypatch.context() as patched:

        def full(_: JournalWriter, __: object) -> None:
            raise JournalError("編集の記録に書き込めません（空き容量がありません）。")

        patched.setattr(JournalWriter, "append", full)
        session.set_answer("cover.number", "2")
        assert (session.state, "空き容量" in session.failure) == (SaveState.FAILED, True)
    session.set_answer("cover.title", "題")
    assert (session.state, session.failure) == (SaveState.KEPT, "")
    session.abandon()
    assert opened().assessment.value("cover.number") == "2"


@pytest.mark.skipif(os.name == "nt", reason="file size limits are a POSIX matter")
def test_a_write_that_the_disk_cuts_short_costs_nothing_that_was_confirmed(
    opened: Opener, document: Path
) -> None:
    import resource

    session = opened()
    session.set_answer("cover.number", "2")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal_of(document).stat().st_size + 40, hard))
    try:
        session.set_answer("cover.title", "住民基本台帳に関する事務")
        assert session.state is SaveState.FAILED
        assert "書き込めません" in session.failure
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    session.set_answer("cover.agency", "みほん市長")
    assert session.state is SaveState.KEPT
    session.abandon()
    again = opened()
    assert again.assessment == session.assessment
    assert "読めない行が 1 行" in again.notices[0]


def test_a_clock_that_was_set_back_does_not_disorder_the_journal(opened: Opener, document: Path) -> None:
    clock = SteppingClock()
    session = opened(clock)
    session.set_answer("cover.number", "2")
    clock.now -= timedelta(days=400)
    session.set_answer("cover.number", "3")
    times = [record.at for record in read_journal(journal_of(document)).records]
    assert times == sorted(times)


def test_a_clock_that_was_set_back_between_two_sessions_loses_nothing_and_undo_goes_step_by_step(
    opened: Opener,
) -> None:
    clock = SteppingClock()
    crashed = opened(clock)
    crashed.set_answer("cover.number", "2")
    crashed.abandon()
    clock.now -= timedelta(days=400)
    again = opened(clock)
    assert again.assessment.value("cover.number") == "2"
    again.set_answer("cover.number", "3")
    again.undo()
    assert again.assessment.value("cover.number") == "2"
    again.close()
    assert opened().assessment.value("cover.number") == "2"


def test_what_a_crash_in_a_saving_left_beside_the_document_is_cleared_away(
    opened: Opener, document: Path
) -> None:
    leftover, other = (
        document.with_name(f".{document.name}.abcd.tmp"),
        document.with_name(".other.json.x.tmp"),
    )
    for path in (leftover, other):
        path.write_bytes(b"{")
    opened()
    assert (leftover.exists(), other.exists()) == (False, True)


def test_the_journal_is_an_audit_trail(opened: Opener) -> None:
    session = opened()
    session.set_answer("cover.number", "2", source="command")
    session.undo()
    trail = [(r.kind, r.who, r.source, r.edit.path) for r in session.history().records if r.edit]
    assert trail == [("edit", "高橋", "command", "cover.number"), ("undo", "高橋", "tui", "cover.number")]


def test_a_damaged_document_is_not_locked_and_not_touched(document: Path) -> None:
    document.write_bytes(b"{")
    for _ in range(2):
        with pytest.raises(DocumentError):
            EditingSession.open(document, "高橋")
    assert document.read_bytes() == b"{"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folder mode")
def test_a_folder_that_cannot_be_written_opens_read_only(document: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone = Path(shutil.copy(document, folder / "full-item.json"))
        alone.chmod(0o644)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)  # the superuser may write everywhere
        try:
            session = EditingSession.open(alone, "高橋")
            assert session.is_read_only
            assert "読み取り専用で開きました" in session.notices[0]
            with pytest.raises(AnswerError, match="読み取り専用"):
                session.set_answer("cover.number", "2")
            session.close()
        finally:
            os.seteuid(user)
            folder.chmod(0o755)
        assert [path.name for path in folder.iterdir()] == ["full-item.json"]


def test_a_document_outside_a_workspace_keeps_its_journal_beside_it(document: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        alone = Path(shutil.copy(document, name))
        session = EditingSession.open(alone, "高橋")
        session.set_answer("cover.number", "2")
        session.close()
        assert (alone.parent / ".mnassess" / "full-item.journal.jsonl").is_file()


answers = st.lists(
    st.tuples(
        st.sampled_from(["cover.title", "cover.declaration", "cover.number"]),
        st.text(min_size=1, max_size=300),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(edits=answers, undos=st.integers(0, 5))
def test_a_journal_replayed_gives_what_was_on_the_screen(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]], undos: int
) -> None:
    path = tmp_path_factory.mktemp("w") / "threshold.json"
    save_document(path, Assessment(form=load_form(FormKind.THRESHOLD)))
    session = EditingSession.open(path, "高橋", SteppingClock())
    for place, text in edits:
        session.set_answer(place, text)
    for _ in range(undos):
        session.undo()
    session.abandon()
    again = EditingSession.open(path, "高橋", SteppingClock())
    assert again.assessment == session.assessment
    assert again.set_aside == ()
    again.abandon()


KILLED = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from mnassess.documents.session import EditingSession
    session = EditingSession.open(Path(sys.argv[1]), "高橋")
    text = session.assessment.value("cover.declaration") or ""
    for n in range(100_000):
        text += chr(0x4E00 + n % 500)
        session.set_answer("cover.declaration", text)
        print(len(text), flush=True)
        if n % 7 == 0:
            session.save()
    """
)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_after_a_kill_everything_that_was_confirmed_is_there(document: Path) -> None:
    confirmed = 0
    for run in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(document)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert process.stdout
        for line in process.stdout:
            confirmed = int(line)
            if confirmed % 97 > 40 + run * 5:
                process.send_signal(signal.SIGKILL)
                break
        confirmed = max([confirmed, *(int(line) for line in process.stdout.read().split("\n")[:-1])])
        process.wait()
        process.stdout.close()
        session = EditingSession.open(document, "高橋")
        text = session.assessment.value("cover.declaration")
        assert isinstance(text, str)
        assert len(text) in {confirmed, confirmed + 1}
        assert session.set_aside == ()
        session.abandon()


def test_an_empty_journal_says_nothing(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "none.jsonl") == History()


# --- a change made outside while the document is open ---------------------------------------------------------------


def change_outside(document: Path, path: str, value: str) -> None:
    save_document(document, load_document(document).assessment.with_answer(path, value))


def test_a_change_made_outside_of_another_blank_is_taken_in_and_saved_with_mine(
    document: Path, opened
) -> None:
    session = opened()
    session.set_answer("cover.title", "私の題")
    change_outside(document, "cover.number", "9")
    with pytest.raises(ChangedOutsideError):
        session.save()
    merged = session.look_outside()
    assert merged is not None
    assert (merged.taken, merged.conflicts) == (("cover.number",), ())
    session.take_outside(merged)
    session.save()
    stored = load_document(document).assessment
    assert (stored.value("cover.number"), stored.value("cover.title")) == ("9", "私の題")
    assert session.look_outside() is None


def test_a_task_added_outside_of_what_is_denied_here_is_set_aside_and_told(
    document: Path, opened: Opener
) -> None:
    session = opened()
    session.set_answer(TASKS.replace("tasks", "status"), "not_outsourced")
    save_document(document, load_document(document).assessment.with_item(TASKS, "t9"))
    merged = session.look_outside()
    assert merged is not None
    session.take_outside(merged)
    session.save()
    stored = load_document(document).assessment
    assert stored.items_of(TASKS) == ()
    assert stored.to_json()["shelved"] == {TASKS: [{"id": "t9"}]}
    assert session.notices == [
        "外での変更と合わせると記入の対象外になる記載を取り置きました（答えを戻すと元に戻ります）：Ⅱ－４－委託事項"
    ]


def test_a_crash_between_taking_a_change_in_and_saving_loses_neither_side(document: Path, opened) -> None:
    session = opened()
    session.set_answer("cover.title", "私の題")
    change_outside(document, "cover.number", "9")
    merged = session.look_outside()
    assert merged is not None
    session.take_outside(merged)
    session.abandon()
    again = opened()
    assert again.assessment.value("cover.number") == "9"
    assert again.assessment.value("cover.title") == "私の題"
    assert again.set_aside == ()


@pytest.mark.parametrize(("side", "kept"), [(Side.MINE, "私"), (Side.THEIRS, "外")])
def test_a_conflict_is_decided_by_a_person_and_the_undecided_file_is_not_touched(
    document: Path, opened, side: Side, kept: str
) -> None:
    session = opened()
    session.set_answer("cover.title", "私")
    change_outside(document, "cover.title", "外")
    merged = session.look_outside()
    assert merged is not None
    assert [one.path for one in merged.conflicts] == ["cover.title"]
    assert load_document(document).assessment.value("cover.title") == "外"
    session.take_outside(merged, {"cover.title": side})
    session.save()
    assert load_document(document).assessment.value("cover.title") == kept


def test_a_file_that_changes_again_before_the_decision_is_looked_at_again(document: Path, opened) -> None:
    session = opened()
    session.set_answer("cover.title", "私")
    change_outside(document, "cover.title", "外")
    merged = session.look_outside()
    assert merged is not None
    change_outside(document, "cover.title", "また外")
    with pytest.raises(ChangedOutsideError):
        session.take_outside(merged)
    assert session.assessment.value("cover.title") == "私"


def test_what_is_typed_while_a_person_decides_is_not_lost(document: Path, opened) -> None:
    session = opened()
    session.set_answer("cover.title", "私")
    change_outside(document, "cover.title", "外")
    merged = session.look_outside()
    assert merged is not None
    session.set_answer("cover.number", "12")
    session.take_outside(merged, {"cover.title": Side.THEIRS})
    assert (session.assessment.value("cover.title"), session.assessment.value("cover.number")) == ("外", "12")


def test_who_only_looks_sees_what_was_changed_meanwhile(document: Path) -> None:
    session = EditingSession.view(document, "鈴木")
    change_outside(document, "cover.title", "外")
    merged = session.look_outside()
    assert merged is not None
    session.take_outside(merged)
    assert session.assessment.value("cover.title") == "外"
    assert session.look_outside() is None


def test_what_could_not_be_put_back_after_a_crash_is_left_to_a_person(document: Path, opened) -> None:
    session = opened()
    session.set_answer("cover.title", "私")
    session.abandon()
    change_outside(document, "cover.title", "外")
    again = opened()
    assert [(one.path, one.base, one.mine, one.theirs) for one in again.conflicts()] == [
        ("cover.title", None, "私", "外")
    ]


def test_what_nobody_decided_on_is_asked_again_at_every_opening(document: Path, opened) -> None:
    session = opened()
    session.set_answer("cover.title", "私" * 300)
    session.abandon()
    change_outside(document, "cover.title", "外" * 300)
    opened().close()
    again = opened()
    assert [(one.path, one.mine, one.theirs) for one in again.conflicts()] == [
        ("cover.title", "私" * 300, "外" * 300)
    ]
    assert [entry.after for entry in iter_trail(again.assessment, again.history())] == ["私" * 300]


@pytest.mark.parametrize(("side", "title"), [(Side.MINE, "私"), (Side.THEIRS, "外")])
def test_what_somebody_decided_on_is_asked_no_more(document: Path, opened, side: Side, title: str) -> None:
    session = opened()
    session.set_answer("cover.title", "私")
    session.abandon()
    change_outside(document, "cover.title", "外")
    opened().close()
    again = opened()
    again.decide(again.conflicts()[0], side)
    again.close()
    last = opened()
    assert (last.assessment.value("cover.title"), last.conflicts()) == (title, ())


def test_two_choices_in_one_blank_are_taken_back_one_by_one(opened) -> None:
    session = opened()
    session.set_answer("overview.linkage.status", "linked")
    session.set_answer("overview.linkage.status", "not_linked")
    session.undo()
    assert session.assessment.value("overview.linkage.status") == "linked"


def test_undo_of_a_stamped_answer_ends_also_where_nothing_can_be_written(document: Path, opened) -> None:
    session = opened()
    session.set_answer("cover.title", "題")
    session.set_answer("interview.cover.title", {"source": "interview"}, STAMP)
    session.is_read_only = True
    assert session.undo() is None
    session.is_read_only = False
    edit = session.undo()
    assert edit is not None
    assert edit.path == "cover.title"
    assert session.assessment.interview == {}
    session.redo()
    assert session.assessment.interview == {"cover.title": {"source": "interview"}}


def test_a_document_replaced_by_another_form_is_not_merged(document: Path, opened) -> None:
    session = opened()
    save_document(document, Assessment(form=load_form(FormKind.KEY_ITEM, "2024-10")))
    with pytest.raises(DocumentError, match="別の様式"):
        session.look_outside()
