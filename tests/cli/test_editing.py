"""The commands that change a document, as a shell sees them."""

import json
from pathlib import Path

import pytest
from running import mnassess, new_document, refused

from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import journal_path

TASKS = "files[a].profile.outsourcing.tasks"
STATUS = "files[a].profile.outsourcing.status"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A full-item document with one file whose work is outsourced to one contractor."""
    path = new_document(tmp_path / "w", "full-item")
    assessment = load_document(path).assessment.with_item("files", "a").with_answer(STATUS, "outsourced")
    assessment = assessment.with_item(TASKS, "t").with_answer(f"{TASKS}[t].contractor", "株式会社みほん")
    save_document(path, assessment)
    return path


def value(document: Path, path: str) -> object:
    return load_document(document).assessment.value(path)


def done(*arguments: str | Path, typed: str = "") -> str:
    """What a command that did its work without a word beside it printed."""
    ended = mnassess(*arguments, typed=typed)
    assert (ended.status, ended.err) == (0, ""), ended
    return ended.out


@pytest.mark.parametrize(
    ("path", "arguments", "stored", "words"),
    [
        ("cover.title", ["題"], "題", "表紙－評価書名：題"),
        ("cover.publication_date", ["R7.10.1"], "2025-10-01", "表紙－公表日：令和7年10月1日"),
        ("overview.operation.subject_count", ["３"], "from_10000", "Ⅰ－１－③対象人数：1万人以上10万人未満"),
        ("overview.operation.subject_count", ["--json", '"from_10000"'], "from_10000",
         "Ⅰ－１－③対象人数：1万人以上10万人未満"),
        ("procedure_facts.emergency", ["はい"], True, "手続の事実－緊急時の事後評価に当たる：○"),
        ("cover.agency", ["--clear"], None, "表紙－評価実施機関名：－"),
    ],
)  # fmt: skip
def test_set_stores_an_answer_and_shows_it_in_words(
    document: Path, path: str, arguments: list[str], stored: object, words: str
) -> None:
    assert done("set", document, path, *arguments) == f"{words}\n"
    assert value(document, path) == stored


def test_set_reads_a_file_or_standard_input(document: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeff一行目\r\n二行目\r\n".encode())
    done("set", document, "cover.declaration", "--file", tmp_path / "a.txt")
    assert value(document, "cover.declaration") == "一行目\n二行目"
    done("set", document, "cover.declaration", "--file", "-", typed="髙﨑𠮟\n\n")
    assert value(document, "cover.declaration") == "髙﨑𠮟\n"


def test_set_says_what_an_answer_sets_aside_and_undo_brings_it_back(document: Path) -> None:
    assert done("set", document, STATUS, "委託しない").split("\n") == [
        "Ⅱ－４－委託の有無：委託しない",
        "この答えで記入の対象外になった 1 件を取り置きました（答えを戻すと元に戻ります）：",
        "  Ⅱ－４－委託事項1－⑥委託先名",
        "",
    ]
    assert value(document, f"{TASKS}[t].contractor") is None
    assert done("undo", document) == "Ⅱ－４－委託の有無：委託しない -> 委託する\n"
    assert value(document, f"{TASKS}[t].contractor") == "株式会社みほん"
    assert done("redo", document) == "Ⅱ－４－委託の有無：委託する -> 委託しない\n"
    assert value(document, f"{TASKS}[t].contractor") is None


def test_a_date_that_is_kept_as_words_is_told(document: Path) -> None:
    ended = mnassess("set", document, "cover.publication_date", "来年の春")
    assert (ended.status, ended.out) == (0, "表紙－公表日：来年の春\n")
    assert ended.err.startswith("! 日付として読めません。")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing.here", "x"], "エラー：全項目評価書（2024-10）に「nothing.here」という項目はありません。"),
        (["cover", "x"], "エラー：「cover」は見出しであり、回答欄ではありません。"),
        (["Cover", "x"], "エラー：全項目評価書（2024-10）に「Cover」という項目はありません。"),
        (["files[x].profile.name", "x"], "エラー：「files」の項目「x」はありません。"),
        (["cover.title", ""], "エラー：「評価書名」：答えが空です。"),
        (["cover.title", "a\x1bb"], "エラー：制御文字や改行は使えません：a\\x1bb"),
        (["cover.title"],
         "エラー：VALUE・--file・--json・--clear のどれか一つを指定してください。 (mnassess set --help)"),
        (["cover.title", "a", "--clear"],
         "エラー：VALUE・--file・--json・--clear のどれか一つを指定してください。 (mnassess set --help)"),
        (["cover.title", "--json", "{"], "エラー：--json の値が JSON として読めません。"),
        (["cover.title", "--json", "7"], "エラー：「評価書名」：7 は使えません。文字列が必要です。"),
        (["cover.title", "--file", "nowhere.txt"], "エラー：nowhere.txt：ファイルかフォルダーがありません。"),
        (["changes", "x"], "エラー：「変更箇所」は表なので、--json で入れてください。"),
        (["interview.cover.title", "x"],
         "エラー：全項目評価書（2024-10）に「interview.cover.title」という項目はありません。"),
        ([STATUS, "たぶん"],
         "エラー：「委託の有無」に「たぶん」という選択肢はありません。1) 委託する　2) 委託しない"),
    ],
)  # fmt: skip
def test_what_set_cannot_use_is_refused_and_nothing_written(
    document: Path, arguments: list[str], sentence: str
) -> None:
    before = document.read_bytes()
    assert refused("set", document, *arguments) == sentence
    assert document.read_bytes() == before


def test_a_document_that_somebody_edits_is_refused_by_name(document: Path) -> None:
    session = EditingSession.open(document, "佐藤")
    for command in (
        ["set", document, "cover.title", "題"],
        ["item", "add", document, "files"],
        ["note", document, "cover.title", "--task", "聞く"],
        ["undo", document],
        ["redo", document],
        ["ask", document],
    ):
        assert "佐藤 さんが" in refused(*command)
    session.close()


def test_an_unsaved_answer_and_a_change_outside_wait_for_a_person(document: Path) -> None:
    session = EditingSession.open(document, "佐藤")
    session.set_answer("cover.title", "私の題")
    session.abandon()
    save_document(document, load_document(document).assessment.with_answer("cover.title", "外の題"))
    assert "どちらを残すか決めてください" in refused("set", document, "cover.number", "7")
    assert value(document, "cover.title") == "外の題"


def test_an_unsaved_answer_is_put_back_and_told(document: Path) -> None:
    session = EditingSession.open(document, "佐藤")
    session.set_answer("cover.title", "私の題")
    session.abandon()
    ended = mnassess("set", document, "cover.number", "7")
    assert (ended.status, ended.err) == (0, "前回保存されていなかった入力 1 件を元に戻しました。\n")
    assert value(document, "cover.title") == "私の題"


def test_the_journal_names_the_person_and_the_command(document: Path) -> None:
    done("set", document, "cover.title", "題", "--by", "山田")
    line = json.loads(journal_path(document).read_text(encoding="utf-8").split("\n")[1])
    assert (line["who"], line["source"], line["path"]) == ("山田", "command", "cover.title")


def test_entries_are_added_copied_moved_and_removed(document: Path) -> None:
    added = done("item", "add", document, TASKS, "--to", "1").strip()
    copied = done("item", "duplicate", document, f"{TASKS}[t]").strip()
    assert value(document, f"{copied}.contractor") == "株式会社みほん"
    ids = [path.rpartition("[")[2].rstrip("]") for path in (added, copied)]
    assert load_document(document).assessment.items_of(TASKS) == (ids[0], "t", ids[1])
    assert done("item", "move", document, f"{TASKS}[t]", "--to", "3") == "Ⅱ－４－委託事項3\n"
    assert load_document(document).assessment.items_of(TASKS) == (*ids, "t")
    assert (
        done("item", "remove", document, added)
        == "消しました：Ⅱ－４－委託事項1（mnassess undo で戻せます）\n"
    )
    assert load_document(document).assessment.items_of(TASKS) == (ids[1], "t")
    done("undo", document)
    assert load_document(document).assessment.items_of(TASKS) == (*ids, "t")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["add", "cover"], "エラー：「表紙」は一覧ではありません。"),
        (["add", "files[a]"], "エラー：「特定個人情報ファイル（ファイルごとにⅡとⅢを繰り返す）」は一覧ではありません。"),
        (["add", "overview.file_names"], "エラー：「overview.file_names」は回答欄であり、見出しではありません。"),
        (["add", "files", "--to", "3"], "エラー：--to は 1 から 2 までです。"),
        (["duplicate", "files[x]"], "エラー：「files」の項目「x」はありません。"),
        (["duplicate", "files"], "エラー：「files」は一覧の項目を指していません。"),
        (["remove", "files[x]"], "エラー：「files」の項目「x」はありません。"),
        (["move", "files[a]", "--to", "2"], "エラー：--to は 1 から 1 までです。"),
        (["move", "files[x]", "--to", "1"], "エラー：「files」の項目「x」はありません。"),
        (["move", "files[a]"], "エラー：オプションがありません: '--to'. (mnassess item move --help)"),
    ],
)  # fmt: skip
def test_what_item_cannot_use_is_refused(document: Path, arguments: list[str], sentence: str) -> None:
    before = document.read_bytes()
    assert refused("item", arguments[0], document, *arguments[1:]) == sentence
    assert document.read_bytes() == before


def test_a_note_is_written_changed_shown_and_taken_away(document: Path) -> None:
    note = [
        "--certainty",
        "要確認",
        "--source",
        "1",
        "--due",
        "R8.12.1",
        "--task",
        "題を聞く",
        "--owner",
        "財政課",
    ]
    told = "表紙－評価書名：要確認・面談　宿題：題を聞く（財政課、令和8年12月1日まで）\n"
    assert done("note", document, "cover.title", *note) == told
    assert done("note", document, "cover.title") == told
    done("note", document, "cover.title", "--certainty", "certain", "--task", "")
    assert value(document, "interview.cover.title") == {
        "certainty": "certain", "source": "interview", "owner": "財政課", "due": "2026-12-01",
    }  # fmt: skip
    assert done("note", document, "cover.title", "--clear") == "表紙－評価書名：－\n"
    assert value(document, "interview.cover.title") is None


def test_homework_that_is_done_leaves_the_list(document: Path) -> None:
    done("note", document, "cover.title", "--task", "題を聞く")
    assert "題を聞く" in mnassess("todo", document.parents[1]).out
    done("note", document, "cover.title", "--done")
    assert mnassess("todo", document.parents[1]).out == "宿題はありません。\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["cover.title", "--certainty", "たぶん"],
         "エラー：「確かさ」に「たぶん」という選択肢はありません。1) 確実　2) 要確認　3) 推測"),
        (["cover.title", "--due", "来週"],
         "エラー：「来週」は年月日として読めません（例：2025-10-01、令和7年10月1日）。"),
        (["cover.nothing", "--note", "x"], "エラー：全項目評価書（2024-10）に「cover.nothing」という項目はありません。"),
        (["files[x].profile.name"], "エラー：「files」の項目「x」はありません。"),
        (["files[x].profile.name", "--note", "x"], "エラー：「files」の項目「x」はありません。"),
    ],
)  # fmt: skip
def test_what_note_cannot_use_is_refused(document: Path, arguments: list[str], sentence: str) -> None:
    before = document.read_bytes()
    assert refused("note", document, *arguments) == sentence
    assert document.read_bytes() == before


def test_nothing_to_undo_or_redo_is_told(document: Path) -> None:
    assert done("undo", document) == "取り消せる編集はありません。\n"
    assert done("redo", document) == "やり直せる編集はありません。\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "DOC", "cover.title", "x"], ["item", "add", "DOC", "files"], ["note", "DOC", "cover.title"], ["undo", "DOC"],
        ["redo", "DOC"], ["get", "DOC"], ["history", "DOC"], ["search", "DOC", "x"], ["next", "DOC"], ["ask", "DOC"],
    ],
)  # fmt: skip
def test_a_damaged_document_is_refused_by_every_command(tmp_path: Path, arguments: list[str]) -> None:
    bad = tmp_path / "threshold.json"
    bad.write_bytes(b"{")
    assert "JSON として読めません" in refused(*[str(bad) if one == "DOC" else one for one in arguments])
    assert bad.read_bytes() == b"{"
