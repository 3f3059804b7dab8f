"""The screen of a document: what it shows, what its keys do, where the answers are."""

import json
from pathlib import Path

import pytest
from driving import LARGE, SMALL, answers_in, document, drive, screen_text, workspace
from textual.app import App

import mnassess
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document, save_document
from mnassess.tui.screens.entry import EntryScreen
from mnassess.tui.widgets.section_pane import SectionPane, SectionView
from mnassess.tui.widgets.texts import TextBlank

TASK = "files[a].profile.outsourcing.tasks[t1]"
SAMPLE = Path(mnassess.__file__).parent / "sample/住民基本台帳に関する事務/full-item.json"


def filled(folder: Path) -> Path:
    return document(
        folder,
        **{
            "cover.number": "12",
            "cover.title": "児童手当に関する事務　全項目評価書",
            "overview.number_use.legal_basis": "番号法第9条第1項　別表の81の項",
            "files[a]": None,
            "files[a].profile.name": "児童手当ファイル",
            "files[a].profile.outsourcing.status": "outsourced",
            "files[a].profile.outsourcing.tasks[t1]": None,
            f"{TASK}.name": "システムの保守",
            f"{TASK}.scope": "part",
            f"{TASK}.methods": {"paper": True, "other": "立会いの下での操作"},
            "files[a].profile.outsourcing.tasks[t2]": None,
            "files[a].profile.outsourcing.tasks[t2].name": "封入封緘",
        },
    )


SCREENS = {
    "first": ([], "目次と最初の項目"),
    "cover": (["enter"], "表紙に入る"),
    "looked-at": (["down", "down"], "目次を見るだけ"),
    "task": (["f3", "「2-4-1」", "enter"], "委託事項1"),
    "task-choices": (["f3", "「2-4-1」", "enter", "tab", "tab"], "選択肢"),
    "task-boxes": (["f3", "「2-4-1」", "enter", *["tab"] * 7], "チェック"),
    "list": (["f3", "「2-4」", "enter", "tab"], "委託の有無と委託事項の一覧"),
    "menu": (["f3", "「2-4-1」", "enter", "f10"], "操作の一覧"),
    "removing": (["f3", "「2-4」", "enter", "tab", "delete"], "削除の確認"),
    "problems": (["f5"], "点検の結果"),
    "jump": (["f3", "「リスク」"], "言葉で探す"),
    "help": (["enter", "f1"], "説明"),
    "not-applicable": (["f3", "「3-4」", "enter", "space"], "委託しない"),
    "annex": (["f3", "「0-1」", "enter", "insert", "「figures/flow.png」"], "図"),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_expected(name: str, size: tuple[int, int], tmp_path: Path, expected) -> None:
    keys, _ = SCREENS[name]
    expected(f"tui/{name}-{size[0]}x{size[1]}.txt", drive(filled(tmp_path), keys, size))


# --- where the answers are -----------------------------------------------------------------------------------------


def test_what_is_typed_is_in_the_journal_at_once_and_the_header_says_so(tmp_path: Path) -> None:
    path = document(tmp_path)
    before = path.read_bytes()

    def look(app) -> None:
        assert path.read_bytes() == before
        assert app.session.history().records[-1].edit.after == "あ"

    assert "記録済（ファイル反映待ち）" in drive(path, ["enter", "「あ」"], then=look)


@pytest.mark.parametrize(
    ("keys", "blank"), [(("あ",) * 40, "cover.number"), (("3", "1", "2") * 6, "inputs.subjects.count")]
)
def test_no_picture_of_the_screen_claims_more_than_the_document_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], blank: str
) -> None:
    """Every time the terminal is written to, what stands there is compared with what the session has."""
    path, display, pictures, false = document(tmp_path, "threshold"), App._display, [], []

    def watch(app: App[None], *arguments: object) -> None:
        display(app, *arguments)
        if isinstance(app.screen, EntryScreen):
            pictures.append(screen_text(app))
            control = app.screen._pane.control(blank)
            held = app.session.assessment.value(blank)
            typed = control.editor.text if isinstance(control, TextBlank) else control and control.value
            if control and (typed or None) != held and "済" in pictures[-1].split("\n")[0]:
                false.append(pictures[-1])

    monkeypatch.setattr(App, "_display", watch)
    section = "表紙" if blank.startswith("cover") else "2-1"
    assert "済" in drive(path, ["f3", f"「{section}」", "enter", keys, "…"]).split("\n")[0]
    assert len(pictures) > 10
    assert false == []


def test_the_file_follows_after_a_pause(tmp_path: Path) -> None:
    path = document(tmp_path)
    assert "保存済" in drive(path, ["enter", "「あ」", "…"])
    assert answers_in(path)["cover.number"] == "あ"


@pytest.mark.parametrize(
    "keys", [["f2"], ["f9"], ["ctrl+q"], ["escape", "escape"]], ids=["f2", "next", "quit", "leave"]
)
def test_the_file_follows_when_the_section_or_the_document_is_left(tmp_path: Path, keys: list[str]) -> None:
    path = document(tmp_path)
    drive(path, ["enter", "「あ」", *keys])
    assert answers_in(path)["cover.number"] == "あ"


def test_words_waiting_for_a_pause_are_kept_when_the_section_is_left(tmp_path: Path) -> None:
    path = document(tmp_path, "threshold")
    drive(path, ["f3", "「2-1」", "enter", "1", "tab", "「未定」", "f9"])
    assert dict(answers_in(path)["inputs.subjects.as_of"]) == {"text": "未定"}


def test_a_file_changed_outside_is_told_on_a_page_and_nothing_is_lost(tmp_path: Path, expected) -> None:
    path = document(tmp_path)

    def change() -> None:
        written = json.loads(path.read_text(encoding="utf-8"))
        written["answers"]["cover"]["title"] = "外で書いた"
        path.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    drive(path, ["enter", "「9」", change])
    text = drive(path)
    assert "前回保存されていなかった入力 1 件を元に戻しました" in text
    drive(path, ["enter", "f2"])
    assert answers_in(path)["cover.number"] == "9"
    assert answers_in(path)["cover.title"] == "外で書いた"


def test_a_document_somebody_else_has_can_be_looked_at(tmp_path: Path, expected) -> None:
    path = document(tmp_path)
    other = EditingSession.open(path, "鈴木")
    try:
        assert "鈴木 さんが" in drive(path)
        text = drive(path, ["enter", "enter", "enter", "「あ」"])
        assert "閲覧のみ" in text
        assert "cover.number" not in answers_in(path)
    finally:
        other.close()


def test_a_damaged_document_is_told_in_words(tmp_path: Path) -> None:
    path = document(tmp_path)
    path.write_text("{", encoding="utf-8")
    assert "開けません" in drive(path)


# --- undo ----------------------------------------------------------------------------------------------------------


def test_undo_and_redo_are_the_documents_and_the_screen_follows(tmp_path: Path) -> None:
    path = document(tmp_path)
    typed = ["enter", "「12」", "f9", "tab", "tab", "2"]
    text = drive(path, [*typed, "ctrl+z"])
    assert "元に戻しました" in text
    text = drive(path, ["enter", "end", "「3」", "f9", "ctrl+z", "ctrl+z"])
    assert "> 評価書番号" in text


def test_undo_gives_back_a_removed_entry(tmp_path: Path) -> None:
    path = filled(tmp_path)
    drive(path, ["f3", "「2-4」", "enter", "tab", "delete", "enter", "f2"])
    assert f"{TASK}.name" not in answers_in(path)
    drive(path, ["ctrl+z", "f2"])
    assert answers_in(path)[f"{TASK}.name"] == "システムの保守"


# --- lists ---------------------------------------------------------------------------------------------------------


def names(path: Path) -> list[object]:
    return [
        value for place, value in answers_in(path).items() if ".tasks[" in place and place.endswith(".name")
    ]


def test_an_entry_is_added_from_the_list_and_the_keyboard_is_in_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    drive(path, ["f3", "「2-4」", "enter", "tab", "insert", "「印刷」", "f2"])
    assert "印刷" in names(path)


def test_an_entry_is_doubled_from_the_menu(tmp_path: Path) -> None:
    path = filled(tmp_path)
    drive(path, ["f3", "「2-4-1」", "enter", "f10", "「複製」", "enter", "「控え：」", "f2"])
    assert names(path) == ["システムの保守", "控え：システムの保守", "封入封緘"]


def test_an_entry_is_moved_in_the_outline(tmp_path: Path) -> None:
    path = filled(tmp_path)
    drive(path, ["f3", "「2-4-1」", "enter", "escape", "ctrl+down", "f2"])
    assert names(path) == ["封入封緘", "システムの保守"]


def test_a_file_is_added_from_the_outline(tmp_path: Path) -> None:
    path = document(tmp_path)
    text = drive(path, ["f3", "「特定個人情報ファイル（」", "enter", "escape", "insert"])
    assert "ファイル1（名称未記入）" in text


# --- going about ---------------------------------------------------------------------------------------------------


def test_f4_goes_to_the_next_empty_blank(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert "> 個人のプライバシー等" in drive(path, ["f4"])
    assert "まだありません" in drive(path, ["f4"] * 4)


def test_enter_in_the_problems_goes_to_the_blank(tmp_path: Path) -> None:
    assert "> 個人のプライバシー等" in drive(filled(tmp_path), ["f5", "enter"])


def test_f9_and_f8_go_to_the_neighbouring_sections(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert "① 事務の名称" in drive(path, ["f9"])
    assert "評価書番号" in drive(path, ["f9", "f8"])


def test_the_marks_follow_what_is_answered(tmp_path: Path) -> None:
    path = document(tmp_path, "threshold")
    assert "残2   1 対象人数" in drive(path, [])
    assert "済    1 対象人数" in drive(path, ["f3", "「2-1」", "enter", "1", "tab", "「R7」", "…"])


def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    assert "Ctrl+N で作れます" in drive(workspace(tmp_path))


FACTS = {
    "a day": (["「R8.10.1」"], {"consultation_from": "2026-10-01"}),
    "a mark": ([*["tab"] * 6, "space"], {"emergency": True}),
    "a choice": ([*["tab"] * 7, "2"], {"exempt": "2"}),
    "an incident": (
        [*["tab"] * 8, "insert", "「2026/4/1」", "escape"],
        {"incidents": ({"occurred_on": "2026-04-01"},)},
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_facts_of_the_procedure_are_entered_like_any_other_answer(name: str, tmp_path: Path) -> None:
    keys, facts = FACTS[name]
    path = document(tmp_path)
    drive(path, ["f3", "「手続の事実」", "enter", *keys, "f2"])
    assert dict(load_document(path).assessment.facts) == facts


def test_a_fact_that_is_known_is_shown(tmp_path: Path) -> None:
    path = document(tmp_path)
    session = EditingSession.open(path, "準備")
    session.set_fact("submitted_on", "2026-09-24")
    session.close()
    assert "令和8年9月24日" in drive(path, ["f3", "「手続の事実」", "enter"])


def test_a_fact_that_is_no_day_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, ["f3", "「手続の事実」", "enter", "「R8.10」", "…", "f2"])
    assert dict(load_document(path).assessment.facts) == {}


def test_an_arrow_pressed_while_a_section_is_being_put_up_is_not_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next arrow arrives just when the section of the one before is being put up, and its line goes on."""
    pressed = []
    show = SectionPane.show

    async def show_slowly(pane: SectionPane, view: SectionView) -> None:
        await show(pane, view)
        if view.part.path == "overview" and not pressed:
            pressed.append(pane.app.screen._tree)
            pane.app.call_later(pressed[0].action_cursor_down)

    monkeypatch.setattr(SectionPane, "show", show_slowly)

    def look(app) -> None:
        assert app.screen._tree.cursor_node.data.path == "overview.operation"

    assert "Ⅰ －１－特定個人情報ファイルを取り扱う" in drive(filled(tmp_path), ["down"], then=look)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])
@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (["f4"], "> ⑨ 再委託事項"),
        (["f3", "「2-4-1」", "enter", "f4"], "> ⑨ 再委託事項"),
        (["f4", "「字」", "f8", "f8", "ctrl+z"], "> ⑨ 再委託事項"),
    ],
    ids=["next blank", "next blank of the open section", "undo"],
)
def test_the_blank_a_key_leads_to_is_in_sight_below_long_texts(
    tmp_path: Path, size: tuple[int, int], keys: list[str], label: str
) -> None:
    path = document(tmp_path)
    report = load_document(SAMPLE).assessment
    task = report.items_of("files[juki].profile.outsourcing.tasks")[0]
    blank = f"files[juki].profile.outsourcing.tasks[{task}].subcontract_content"
    save_document(path, report.with_answer(blank, None))
    assert label in drive(path, keys, size)


def test_letters_typed_in_the_outline_are_not_lost_without_a_word(tmp_path: Path) -> None:
    assert "いまは目次です。Enter で欄に入ってから入力してください。" in drive(document(tmp_path), ["「あ」"])


def test_somebody_who_only_looks_is_not_told_that_it_is_saved(tmp_path: Path) -> None:
    path = document(tmp_path)
    editing = EditingSession.open(path, "高橋")
    assert "保存しました" not in drive(path, ["enter", "f2"])
    editing.abandon()


def test_control_characters_of_a_file_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    path = document(tmp_path, **{"cover.number": "前\x1b]0;HACK\x07後"})
    screen = drive(path, ["enter"])
    assert "前�]0;HACK�後" in screen
    assert answers_in(path)["cover.number"] == "前\x1b]0;HACK\x07後"
