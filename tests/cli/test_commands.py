"""The command line as a shell sees it: output, exit status, what is left on the disk."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from running import mnassess, refused

from mnassess import __version__, resources
from mnassess.documents.storage import load_document
from mnassess.forms.catalog import editions
from mnassess.forms.model import FormKind

SAMPLE = resources.sample()
DOCUMENTS = sorted(path for path in SAMPLE.glob("*事務/*.json") if not path.name.endswith(".review.json"))
JUKI = SAMPLE / "住民基本台帳に関する事務"


Expected = Callable[[str, str], None]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "command",
    [
        "",
        "tui",
        "keys",
        "demo",
        "init",
        "new",
        "check",
        "threshold",
        "render",
        "diff",
        "upgrade",
        "schema",
        "completion",
        "get",
        "history",
        "search",
        "next",
        "set",
        "item",
        "item add",
        "item duplicate",
        "item remove",
        "item move",
        "note",
        "undo",
        "redo",
        "ask",
        "status",
        "todo",
        "claims",
        "match",
        "review",
        "checklist",
        "findings",
        "finding",
        "sign-off",
        "evidence",
        "evidence register",
        "evidence check",
    ],
)
def test_help_is_in_the_language_asked_for(expected: Expected, command: str, language: str) -> None:
    ended = mnassess("--lang", language, *command.split(), "--help", env={"COLUMNS": "100"})
    assert ended.status == 0
    expected(f"cli/help/{command.replace(' ', '-') or 'mnassess'}.{language}.txt", ended.out)


def test_the_list_of_commands_loads_no_command_of_another_module() -> None:
    program = "import sys; from mnassess.cli.main import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    loaded = set(done.stdout.decode("utf-8").split())
    modules = {"asking", "editing", "homework", "reading", "status"}
    assert not loaded & {f"mnassess.cli.{name}" for name in modules}


def test_help_loads_none_of_the_heavy_libraries() -> None:
    program = "import sys; had = set(sys.modules); from mnassess.cli.main import run; run(['--help']); print(*set(sys.modules) - had)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    loaded = set(done.stdout.decode("utf-8").split())
    on_linux = {"pathlib", "platformdirs", "tempfile", "urllib"} if sys.platform == "linux" else set()
    assert not loaded & {
        *on_linux,
        "textual",
        "docx",
        "lxml",
        "pandas",
        "numpy",
        "jsonschema",
        "filelock",
        "nbformat",
        "rich",
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert mnassess("init", tmp_path / "w", "--agency", "みほん市長", "--body", "local").status == 0
    return tmp_path / "w"


def new(workspace: Path, *arguments: str | Path, name: str = "児童手当に関する事務") -> Path:
    ended = mnassess("new", workspace, *arguments, "--name", name)
    assert ended.status == 0, ended.err
    return Path(ended.out.strip())


def test_init_and_new_make_a_document_and_print_its_path(workspace: Path) -> None:
    path = new(workspace, "threshold")
    assert path == workspace / "児童手当に関する事務" / "threshold.json"
    assert load_document(path).assessment.value("cover.agency") == "みほん市長"


def test_new_from_another_form_asks_facts_once(workspace: Path) -> None:
    path = new(workspace, "full-item", "--from", JUKI / "threshold.json", name="住民基本台帳に関する事務")
    assert load_document(path).assessment.value("overview.department.head_title") == "戸籍住民課長"


def test_check_of_a_complete_document_finds_no_error() -> None:
    ended = mnassess("check", JUKI / "full-item.json", "--format", "json", "--as-of", "2026-11-23")
    assert ended.status == 0, ended.out
    assert [p for p in json.loads(ended.out) if p["severity"] == "error"] == []


def test_check_prints_problems_as_the_contract_says_and_ends_with_1(workspace: Path) -> None:
    ended = mnassess("check", new(workspace, "threshold"), "--format", "json")
    assert (ended.status, ended.err) == (1, "")
    problems = json.loads(ended.out)
    assert problems[0].keys() == {"code", "severity", "path", "message", "clause"}
    assert {"code": "REQ01", "severity": "error", "path": "cover.number"}.items() <= problems[0].items()


def test_check_of_a_workspace_names_the_document_of_each_problem(workspace: Path) -> None:
    new(workspace, "threshold")
    ended = mnassess("check", workspace, "--format", "json")
    assert ended.status == 1
    assert {problem["document"] for problem in json.loads(ended.out)} == {
        "児童手当に関する事務/threshold.json"
    }


@pytest.mark.parametrize("day", ["2026-11-23", "令和8年11月23日", "R8.11.23"])
def test_check_takes_a_day_in_any_usual_way(day: str) -> None:
    assert mnassess("check", JUKI / "threshold.json", "--as-of", day).status == 0


THRESHOLD = [
    (["--subjects", "120000", "--handlers", "300"], "key_required"),
    (["--subjects", "120000", "--handlers", "500"], "full_required"),
    (["--subjects", "120000", "--handlers", "300", "--incident"], "full_required"),
    (["--subjects", "9999", "--handlers", "9000", "--incident"], "basic_required"),
    (["--subjects", "999", "--handlers", "1"], "not_required"),
    (["--subjects", "400000", "--handlers", "1", "--exempt", "2"], "not_required"),
]


@pytest.mark.parametrize(("arguments", "outcome"), THRESHOLD)
def test_threshold_answers_with_outcome_reasons_and_clause(arguments: list[str], outcome: str) -> None:
    ended = mnassess("threshold", *arguments, "--format", "json")
    decision = json.loads(ended.out)
    assert (ended.status, decision["outcome"]) == (0, outcome)
    assert decision.keys() == {"outcome", "reasons", "clause"}
    assert all(reason.keys() == {"criterion", "value", "text", "clause"} for reason in decision["reasons"])
    assert {reason["criterion"] for reason in decision["reasons"]} <= {
        "subjects",
        "handlers",
        "incident",
        "exempt",
    }


def test_diff_prints_rows_as_the_contract_says(tmp_path: Path) -> None:
    new_version = tmp_path / "new.json"
    document = json.loads((JUKI / "threshold.json").read_text(encoding="utf-8"))
    document["answers"]["overview"]["department"]["head_title"] = "市民課長"
    new_version.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    ended = mnassess("diff", JUKI / "threshold.json", new_version, "--format", "json")
    assert (ended.status, json.loads(ended.out)) == (
        0,
        [
            {
                "path": "overview.department.head_title",
                "item": "Ⅰ－５－②所属長の役職名",
                "before": "戸籍住民課長",
                "after": "市民課長",
                "important": False,
            }
        ],
    )


def test_upgrade_prints_where_the_new_edition_lies(workspace: Path) -> None:
    old = new(workspace, "threshold", "--edition", "2019-01")
    ended = mnassess("upgrade", old)
    assert (ended.status, Path(ended.out.strip())) == (0, old)
    assert (old.parent / "threshold.2019-01.json").is_file()


@pytest.mark.parametrize(("form", "edition"), [(k.value, e) for k in FormKind for e in editions(k)])
def test_schema_prints_a_schema_that_needs_nothing_beside_it(form: str, edition: str) -> None:
    ended = mnassess("schema", form, "--edition", edition)
    validator = Draft202012Validator(json.loads(ended.out))
    validator.check_schema(validator.schema)
    assert validator.is_valid({"form": form, "edition": edition, "answers": {"cover": {"number": "1"}}})
    assert not validator.is_valid({"form": form, "edition": edition, "answers": {"covr": {}}})


@pytest.mark.parametrize(
    "path", sorted(SAMPLE.glob("*事務/*[md].json")), ids=lambda p: f"{p.parent.name}/{p.name}"
)
def test_any_standard_validator_accepts_the_sample(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    schema: dict[str, Any] = json.loads(mnassess("schema", document["form"]).out)
    assert list(Draft202012Validator(schema).iter_errors(document)) == []


def test_render_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    for output in (first, second):
        ended = mnassess("render", JUKI / "threshold.json", "-o", output)
        assert (ended.status, ended.out.strip()) == (0, str(output)), ended.err
    assert first.read_bytes() == second.read_bytes()


def test_demo_goes_the_whole_way_and_twice_overwrites_nothing(tmp_path: Path, expected: Expected) -> None:
    ended = mnassess("demo", "demo", cwd=tmp_path)
    assert ended.status == 0, ended.err
    assert len(list((tmp_path / "demo").glob("*事務/*.docx"))) == 6
    review = ended.out.split("■ 住民基本台帳に関する事務　全項目評価書　")[1].split("出力：")[0]
    expected("cli/demo_review.txt", review)
    document = tmp_path / "demo" / "住民基本台帳に関する事務" / "threshold.json"
    mine = document.read_bytes().replace("みほん市長".encode(), "わたし市長".encode())
    document.write_bytes(mine)
    assert mnassess("demo", "demo", cwd=tmp_path).status == 0
    assert document.read_bytes() == mine


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script_for_the_shell(shell: str) -> None:
    ended = mnassess("completion", shell)
    assert ended.status == 0
    assert "_MNASSESS_COMPLETE" in ended.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["xyz"], "エラー：コマンド xyz はありません。 (mnassess --help)"),
        (["check"], "エラー：引数がありません: 'PLACE'. (mnassess check --help)"),
        (["check", "--nope", "x"], "エラー：オプション --nope はありません。 (mnassess check --help)"),
        (["check", "nowhere.json"], "エラー：nowhere.json：ファイルがありません。"),
        (["threshold", "--subjects", "many", "--handlers", "1"],
         "エラー：'--subjects' の値が正しくありません: many は数として読めません。 (mnassess threshold --help)"),
        (["threshold", "--subjects", "-1", "--handlers", "1"],
         "エラー：'--subjects' の値が正しくありません: -1 は範囲 x>=0 にありません。 (mnassess threshold --help)"),
        (["schema", "threshold", "--edition", "1999-01"],
         "エラー：様式 threshold に 1999-01 の版はありません（使える版：2019-01・2024-10）。"),
        (["schema", "long"],
         "エラー：'{threshold|key-item|full-item}' の値が正しくありません: long は選べません（'threshold', 'key-item', 'full-item' のどれか）。 (mnassess schema --help)"),
        (["new", "nowhere", "threshold", "--name", "x"], "エラー：nowhere：フォルダーがありません。"),
    ],
)  # fmt: skip
def test_input_that_cannot_be_used_gets_one_line_and_status_2(arguments: list[str], sentence: str) -> None:
    assert refused(*arguments) == sentence


def test_a_damaged_document_is_refused_by_every_command_and_stays_as_it_is(tmp_path: Path) -> None:
    bad = tmp_path / "threshold.json"
    bad.write_bytes(b'{"form": "threshold", "form": "threshold"}')
    good = JUKI / "threshold.json"
    for arguments in (
        ["check", bad],
        ["render", bad, "-o", tmp_path / "x.docx"],
        ["diff", bad, good],
        ["diff", good, bad],
        ["upgrade", bad],
        ["tui", bad],
    ):
        assert "同じ項目名「form」が二度あります" in refused(*arguments)
    assert [path.name for path in tmp_path.iterdir() if path.name != ".mnassess"] == ["threshold.json"]
    assert bad.read_bytes() == b'{"form": "threshold", "form": "threshold"}'


@pytest.mark.parametrize(
    ("output", "sentence"),
    [("x.pdf", "拡張子は .docx にしてください"), ("nowhere/x.docx", "出力先のフォルダーがない")],
)
def test_render_refuses_a_place_it_cannot_write(tmp_path: Path, output: str, sentence: str) -> None:
    assert sentence in refused("render", JUKI / "threshold.json", "-o", tmp_path / output)


@pytest.mark.parametrize("text", ["昨日", "2025-10", "2025-02-30", "令和7年13月1日"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    assert "年月日として読めません" in refused("check", JUKI / "threshold.json", "--as-of", text)


def test_the_screen_opens_in_a_terminal_only() -> None:
    assert (
        refused("tui", SAMPLE)
        == "エラー：入力画面は端末の中でだけ開けます。check や render は端末なしで動きます。"
    )


def test_a_folder_that_is_no_workspace_is_refused_by_name(tmp_path: Path) -> None:
    for command in ("tui", "check"):
        assert "作業フォルダーではありません（mnassess.toml がありません）" in refused(command, tmp_path)


def test_the_sample_city_never_mixes_with_a_real_workspace(workspace: Path) -> None:
    document = new(workspace, "threshold", name="住民基本台帳に関する事務")
    before = sorted(workspace.rglob("*"))
    assert "既に別のものがあります" in refused("demo", workspace)
    assert sorted(workspace.rglob("*")) == before
    assert document.is_file()


def test_demo_leaves_a_report_that_somebody_wrote_in(tmp_path: Path) -> None:
    assert mnassess("demo", "demo", cwd=tmp_path).status == 0
    report = tmp_path / "demo" / "個人住民税に関する事務" / "key-item.docx"
    report.write_bytes(b"edited by hand")
    assert "前からある出力です。上書きしていません。" in mnassess("demo", "demo", cwd=tmp_path).out
    assert report.read_bytes() == b"edited by hand"


def test_a_damaged_document_does_not_hide_what_is_found_in_the_others(workspace: Path) -> None:
    good, bad = new(workspace, "threshold", name="甲事務"), new(workspace, "threshold", name="乙事務")
    bad.write_bytes(b"{")
    ended = mnassess("check", workspace)
    assert ended.status == 2
    assert "JSON として読めません" in ended.err
    shown = [line for line in ended.out.splitlines() if line.startswith("■")]
    assert shown == [f"■ {good.relative_to(workspace).as_posix()}"]


def test_a_damaged_sibling_does_not_stop_a_document(workspace: Path, tmp_path: Path) -> None:
    good = new(workspace, "threshold", name="甲事務")
    new(workspace, "key-item", name="甲事務").write_bytes(b"{")
    checked = mnassess("check", good)
    assert (checked.status, "この評価書との食い違いは点検していません" in checked.err) == (1, True)
    assert mnassess("render", good, "-o", tmp_path / "x.docx").status == 0


def test_the_kind_of_body_is_the_workspaces_however_the_document_is_named(tmp_path: Path) -> None:
    assert mnassess("init", tmp_path / "w", "--agency", "厚生労働大臣", "--body", "national").status == 0
    path = new(tmp_path / "w", "full-item", name="年金事務")
    there = json.loads(mnassess("check", path, "--format", "json").out)
    here = json.loads(mnassess("check", path.name, "--format", "json", cwd=path.parent).out)
    assert here == there
    assert {"procedure.approval.submitted"} <= {problem["path"] for problem in here}


def test_the_newest_edition_of_the_other_form_is_compared(workspace: Path) -> None:
    old = new(workspace, "threshold", "--edition", "2019-01", name="甲事務")
    beside = new(workspace, "threshold", name="甲事務")
    key_item = new(workspace, "key-item", name="甲事務")
    for path, number in ((old, "9"), (beside, "1"), (key_item, "1")):
        document = json.loads(path.read_text(encoding="utf-8"))
        document["answers"]["cover"]["number"] = number
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    found = json.loads(mnassess("check", key_item, "--format", "json").out)
    assert not [problem for problem in found if problem["path"] == "cover.number"]


@pytest.mark.parametrize(
    "arguments", [["--lang", "en", "check", "x"], ["check", "x", "--lang", "en"], ["check", "--lang=en", "x"]]
)
def test_the_language_may_be_asked_for_anywhere(arguments: list[str]) -> None:
    assert refused(*arguments).startswith("Error: x")


def test_a_language_there_is_none_is_refused() -> None:
    assert "fr" in refused("--lang", "fr", "check", "x")


def test_control_characters_of_a_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    bad = tmp_path / "threshold.json"
    keys = {f"\x1b[2J{n}": 1 for n in range(1000)}
    bad.write_text(json.dumps({"form": "threshold", "edition": "2024-10", "answers": keys}), encoding="utf-8")
    line = refused("check", bad)
    assert "\x1b" not in line
    assert len(line) < 400


def test_the_same_refusal_in_english() -> None:
    assert "No such command 'xyz'" in refused("--lang", "en", "xyz")


def test_a_console_that_knows_only_cp932_stops_nothing(tmp_path: Path) -> None:
    ended = mnassess("check", JUKI / "full-item.json", env={"PYTHONIOENCODING": "cp932", "LC_ALL": "C"})
    assert ended.status == 0


# --- the settings file -------------------------------------------------------------------------------------------


def settings(folder: Path, text: str) -> dict[str, str]:
    """The environment of somebody who has set this."""
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return {"MNASSESS_SETTINGS": str(path)}


def test_keys_are_listed_in_the_words_of_the_settings_file(expected: Expected) -> None:
    expected("cli/keys.txt", mnassess("keys").out)


def test_keys_show_what_the_settings_file_changed(tmp_path: Path) -> None:
    env = settings(tmp_path, '[keys]\n"entry.save" = "F6, ctrl+l"\n"entry.word" = "f7"\n')
    listed = {one["id"]: one for one in json.loads(mnassess("keys", "--format", "json", env=env).out)}
    assert listed["entry.save"]["keys"] == ["f6", "ctrl+l"]
    assert listed["entry.word"] == {"id": "entry.word", "keys": ["f7"], "words": "Word に出力する"}
    assert str(tmp_path / "settings.toml") in mnassess("keys", env=env).out


def test_what_keys_prints_can_be_written_back(tmp_path: Path) -> None:
    listed = json.loads(mnassess("keys", "--format", "json").out)
    lines = [f'"{one["id"]}" = "{", ".join(one["keys"])}"' for one in listed]
    env = settings(tmp_path, "\n".join(["[keys]", *lines]))
    assert json.loads(mnassess("keys", "--format", "json", env=env).out) == listed


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[keys]\n"entry.save" = "f5"', "[keys]：キー F5 が entry.save"),
        ('[keys]\n"entry.nope" = "f5"', "[keys]：entry.nope という操作はありません"),
        ('[keys]\n"app.quit" = ""', "[keys]：app.quit のキーは無くせません"),
        ('theme = "blue"', "theme："),
        ("language", "TOML として読めません"),
    ],
)
def test_a_settings_file_that_cannot_be_used_stops_before_the_screen(
    text: str, sentence: str, tmp_path: Path
) -> None:
    ended = mnassess("tui", SAMPLE, env=settings(tmp_path, text))
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"エラー：{tmp_path / 'settings.toml'}")
    assert sentence in ended.err
    assert len(ended.err.splitlines()) == 1


def test_the_language_of_the_settings_file_is_spoken_where_the_call_names_none(tmp_path: Path) -> None:
    env = settings(tmp_path, 'language = "en"')
    assert "表示の言語" not in mnassess("--help", env=env).out
    assert "表示の言語" in mnassess("--lang", "ja", "--help", env=env).out
    assert "表示の言語" in mnassess("--help", env={**env, "MNASSESS_LANG": "ja"}).out


@pytest.fixture
def without_figure(tmp_path: Path) -> Path:
    """The sample's full-item report without its picture."""
    shutil.copytree(JUKI, tmp_path / "事務")
    (tmp_path / "事務" / "figures" / "flow.png").unlink()
    return tmp_path / "事務" / "full-item.json"


def test_a_missing_figure_is_an_error_of_the_check(without_figure: Path) -> None:
    ended = mnassess("check", without_figure)
    assert ended.status == 1
    assert "[誤り] CON95 図「figures/flow.png」を表示できません：ファイルがありません。" in ended.out


def test_a_report_without_its_figure_is_written_with_a_warning(without_figure: Path) -> None:
    output = without_figure.with_suffix(".docx")
    ended = mnassess("render", without_figure, "-o", output)
    assert (ended.status, ended.out) == (0, f"{output}\n")
    assert ended.err == "注意：図「figures/flow.png」を表示できません：ファイルがありません。\n"
    assert output.is_file()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("diff {folder} {document}", "フォルダーです。評価書のファイルを指定してください。"),
        ("render {folder} -o {folder}/a.docx", "フォルダーです。評価書のファイルを指定してください。"),
        ("upgrade {folder}", "フォルダーです。評価書のファイルを指定してください。"),
        ("render {document} -o {folder}/a.docx --template {folder}", "フォルダーです。.docx のファイルを指定してください。"),
        ("new {document} threshold --name 甲", "ファイルです。作業フォルダーを指定してください。"),
    ],
)  # fmt: skip
def test_a_folder_in_place_of_a_file_is_called_a_folder(arguments: str, reason: str, tmp_path: Path) -> None:
    document = JUKI / "threshold.json"
    line = refused(*(one.format(folder=tmp_path, document=document) for one in arguments.split()))
    assert line.endswith(f"：{reason}")
    assert line.startswith("エラー：")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("init {file}/甲 --agency 市長", "作れません（途中にフォルダーではないものがあります）。"),
        ("check {workspace}", "設定を読めません（1 行 10 文字目付近が TOML の書き方ではありません）。"),
    ],
)
def test_no_english_stands_in_a_refusal(arguments: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "mnassess.toml").write_text("agency = みほん市長", encoding="utf-8")
    words = arguments.format(file=tmp_path / "a.txt", workspace=tmp_path)
    assert refused(*words.split()).endswith(f"：{reason}")


def test_the_version_is_the_name_and_a_number() -> None:
    assert mnassess("--version").out == f"mnassess {__version__}\n"


@pytest.fixture
def half_damaged(tmp_path: Path) -> Path:
    """The sample with one threshold form that is no JSON."""
    shutil.copytree(SAMPLE, tmp_path / "ws")
    (tmp_path / "ws" / JUKI.name / "threshold.json").write_text("{", encoding="utf-8")
    return tmp_path / "ws"


def test_a_damaged_document_of_a_workspace_is_told_once(half_damaged: Path) -> None:
    ended = mnassess("check", half_damaged)
    assert ended.status == 2
    assert ended.err.count("\n") == ended.err.count("threshold.json") == 1
    assert f"■ {JUKI.name}/full-item.json" in ended.out


def test_json_of_a_workspace_with_a_damaged_document_is_not_printed(half_damaged: Path) -> None:
    ended = mnassess("check", half_damaged, "--format", "json")
    assert (ended.status, ended.out) == (2, "")
    assert "threshold.json" in ended.err


def test_a_damaged_document_beside_is_a_warning(half_damaged: Path) -> None:
    ended = mnassess("check", half_damaged / JUKI.name / "full-item.json")
    assert ended.status == 0
    assert ended.err.startswith("注意：")
    assert ended.err.endswith("この評価書との食い違いは点検していません。\n")


@pytest.mark.parametrize("command", ["check", "render", "tui", "status"])
def test_an_empty_name_is_not_the_folder_one_is_in(command: str) -> None:
    more = ("-o", "a.docx") if command == "render" else ()
    assert "ファイルやフォルダーの名前が空です。" in refused(command, "", *more)


@pytest.mark.parametrize("name", [".", "..", "...", ". ."])
def test_a_name_of_dots_is_no_name_of_an_operation(name: str, workspace: Path) -> None:
    before = sorted(workspace.iterdir())
    line = refused("new", workspace, "threshold", "--name", name)
    assert f"「{name}」はフォルダーの名前になりません" in line
    assert sorted(workspace.iterdir()) == before


@pytest.mark.parametrize("typed", ["12000", "12,000", "１２，０００", "１２０００", " 12,000 "])
def test_a_count_is_read_as_people_write_it(typed: str) -> None:
    ended = mnassess("threshold", "--subjects", typed, "--handlers", "1,000", "--format", "json")
    values = {reason["criterion"]: reason["value"] for reason in json.loads(ended.out)["reasons"]}
    assert (values["subjects"], values["handlers"]) == (12000, 1000)


@pytest.mark.parametrize("typed", ["12,00", "1,2000", "1万2千", "1.5", "", ","])
def test_what_is_no_count_is_refused(typed: str) -> None:
    assert f"{typed} は数として読めません。" in refused("threshold", "--subjects", typed, "--handlers", "1")


@pytest.mark.parametrize("day", ["2010-01-01", "2014-04-19"])
def test_before_the_rule_there_is_no_decision(day: str) -> None:
    line = refused("threshold", "--subjects", "12000", "--handlers", "1", "--as-of", day)
    assert line.endswith("しきい値判断の規則がまだありません（平成26年4月20日から）。")


def test_on_the_day_of_the_rule_there_is_a_decision() -> None:
    ended = mnassess("threshold", "--subjects", "12000", "--handlers", "1", "--as-of", "2014-04-20")
    assert ended.status == 0


def test_upgrade_tells_where_the_old_document_is_now(workspace: Path) -> None:
    old = new(workspace, "threshold", "--edition", "2019-01")
    ended = mnassess("upgrade", old)
    assert (ended.status, ended.out) == (0, f"{old}\n")
    assert ended.err == f"元の評価書は {old.with_name('threshold.2019-01.json')} に残しました。\n"


def test_upgrade_into_another_file_tells_that_the_old_one_stays(workspace: Path, tmp_path: Path) -> None:
    old = new(workspace, "threshold", "--edition", "2019-01")
    before = old.read_bytes()
    ended = mnassess("upgrade", old, "-o", tmp_path / "new.json")
    assert ended.out == f"{tmp_path / 'new.json'}\n"
    assert ended.err == f"元の評価書 {old} はそのままです。\n"
    assert old.read_bytes() == before


def test_upgrade_writes_json_files_only(workspace: Path, tmp_path: Path) -> None:
    old = new(workspace, "threshold", "--edition", "2019-01")
    assert "拡張子は .json にしてください。" in refused("upgrade", old, "-o", tmp_path / "x.txt")
    assert not (tmp_path / "x.txt").exists()
