"""The sub-commands. Each reads its arguments, calls one function of the library and shows what comes back.

Heavy libraries are imported inside the command that needs them: `mnassess --help` must answer at once.
"""

import sys
from typing import TYPE_CHECKING

import click

from mnassess import __version__
from mnassess.cli.ending import FOUND_NOTHING, FOUND_SOMETHING, UNUSABLE, complain, remark, warn
from mnassess.cli.lazy import Elsewhere, LazyGroup
from mnassess.cli.options import COUNT, FILE, evidence_option, format_option, print_json, print_text
from mnassess.errors import MnassessError
from mnassess.language import LANGUAGES, say

if TYPE_CHECKING:
    from pathlib import Path

    from mnassess.settings import Settings
    from mnassess.tui.keymap import Keymap

FORMS = ("threshold", "key-item", "full-item")
BODIES = ("local", "national")
SHELLS = ("bash", "zsh", "fish", "powershell")


def command_line() -> click.Group:
    """The command `mnassess` with all its sub-commands, its help in the language in use."""
    group = LazyGroup(
        name="mnassess",
        callback=_start,
        invoke_without_command=True,
        help=say(
            "特定個人情報保護評価書を作成し、点検し、様式どおりの Word に出力します。コマンドを付けずに実行すると入力画面を開きます。"
        ),
        params=[
            click.Option(
                ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=say("表示の言語。")
            ),
        ],
    )
    click.version_option(__version__, prog_name="mnassess", message="%(prog)s %(version)s")(group)
    group.context_settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    for command in (
        _tui(), _keys(), _demo(), _init(), _new(), _check(), _threshold(), _render(), _diff(), _upgrade(), _schema(), _completion(),
    ):  # fmt: skip
        group.add_command(command)
    group.elsewhere = _elsewhere()
    return group


def _elsewhere() -> dict[str, Elsewhere]:
    """The commands that have modules of their own, with what the list of commands says of them."""
    return {
        "ask": Elsewhere("asking", say("空欄を一つずつ、画面を使わずに平易な問いで尋ねます。")),
        "checklist": Elsewhere(
            "checklists", say("審査の観点（指針第10）と番号法の九つの義務を示し、問いに答えます。")
        ),
        "claims": Elsewhere("reviewing", say("評価書に記載された対策を一つずつ取り出して示します。")),
        "evidence": Elsewhere(
            "evidence",
            say("証跡の台帳のハッシュと欠落・変更・期限切れ、証跡の中の検索、聴取の記録を扱います。"),
        ),
        "export": Elsewhere(
            "outcomes", say("点検の結果を OSCAL（assessment results）の JSON に書き出します。")
        ),
        "finding": Elsewhere("findings", say("記録された指摘の状態・担当・期日・提案・助言を変えます。")),
        "findings": Elsewhere("findings", say("記録された指摘を、状態・担当・期日とともに示します。")),
        "get": Elsewhere("reading", say("評価書の答えを、様式の言葉で示します。")),
        "history": Elsewhere("reading", say("いつ、誰が、どの欄を、何から何に変えたかを古い順に示します。")),
        "item": Elsewhere(
            "editing", say("一覧の項目（ファイル・委託事項など）を足し、写し、消し、並べ替えます。")
        ),
        "leave-out": Elsewhere("findings", say("点検で見ていないものを、理由とともに記録します。")),
        "match": Elsewhere("reviewing", say("記載された対策ごとに、関係すると見られる証跡を示します。")),
        "merge-reviews": Elsewhere("verdicts", say("二人の点検の記録を一つに合わせます。")),
        "next": Elsewhere("reading", say("次の空欄の番地と、担当者への問いを示します。")),
        "note": Elsewhere(
            "editing", say("欄の面談の記録（確かさ・出所・宿題など、印刷しないもの）を書きます。")
        ),
        "notebook": Elsewhere(
            "notebooks", say("点検ノート（Jupyter のノートブック）を作り、書かれた意見を取り込みます。")
        ),
        "note-finding": Elsewhere("findings", say("自分の指摘を点検の記録に加えます。")),
        "redo": Elsewhere("editing", say("取り消した編集をやり直します。")),
        "remark": Elsewhere("remarks", say("欄への意見を点検の記録に書きます。")),
        "remarks": Elsewhere("remarks", say("欄ごとに点検者が書いた意見を示します。")),
        "review": Elsewhere("reviewing", say("評価書の記載と証跡を自動で点検し、指摘を示します。")),
        "report": Elsewhere("outcomes", say("点検結果報告書を Word 文書に出力します。")),
        "risks": Elsewhere("outcomes", say("リスク管理表を Excel・CSV・Word に出力します。")),
        "search": Elsewhere("reading", say("欄の名前と答えから言葉を探します。")),
        "set": Elsewhere("editing", say("一つの欄に答えを入れます。")),
        "sign-off": Elsewhere("signing", say("確認できた記載に署名し、署名の範囲と失効を示します。")),
        "status": Elsewhere(
            "status", say("評価書を、進み具合・点検・宿題・最後の編集とともに一覧にします。")
        ),
        "todo": Elsewhere("homework", say("宿題（調べること・要確認の欄）を担当部署ごとに示します。")),
        "undo": Elsewhere("editing", say("最後の編集を取り消します。")),
        "verdict": Elsewhere("verdicts", say("記載された対策に、点検の判定を付けるか取り消します。")),
    }


@click.pass_context
def _start(context: click.Context) -> int:
    if context.invoked_subcommand is None:
        from pathlib import Path

        return _open_tui(Path(), "")
    return FOUND_NOTHING


# --- tui, demo, init, new -----------------------------------------------------------------------------------


def _tui() -> click.Command:
    return click.Command(
        "tui",
        callback=_open_tui,
        help=say(
            "入力画面を開きます。PLACE は作業フォルダーか評価書のファイルです（省くと今いるフォルダー）。"
        ),
        params=[
            click.Argument(["place"], type=FILE, required=False, default="."),
            click.Option(["--who"], default="", help=say("編集・点検の記録に残す氏名。")),
            click.Option(["--review"], is_flag=True, help=say("評価書の点検の画面を開きます。")),
            evidence_option(),
        ],
    )


def _open_tui(place: "Path", who: str, review: bool = False, evidence: "Path | None" = None) -> int:
    from mnassess.documents.storage import load_document
    from mnassess.documents.workspace import load_workspace

    if place.is_dir():
        load_workspace(place)
        if review:
            raise MnassessError(say("--review には評価書のファイルを指定してください。"))
    else:
        load_document(place)
    settings, keymap = _settings_and_keymap()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise MnassessError(say("入力画面は端末の中でだけ開けます。check や render は端末なしで動きます。"))

    from mnassess.tui.app import run_tui

    run_tui(place, who, keymap, settings.theme, review=review, register=evidence)
    return FOUND_NOTHING


def _settings_and_keymap() -> "tuple[Settings, Keymap]":
    """What the settings file says, and the keys it makes. A mistake in it is told before the terminal is taken over."""
    from mnassess.settings import read_settings
    from mnassess.tui.keymap import keymap_in

    settings = read_settings()
    return settings, keymap_in(settings)


def _keys() -> click.Command:
    def run(form_of_output: str) -> int:
        from mnassess.settings import settings_path
        from mnassess.tui.keymap import written_keys

        _, keymap = _settings_and_keymap()
        lines = written_keys(keymap)
        if form_of_output == "json":
            print_json(
                [{"id": name, "keys": list(pressed), "words": words} for name, pressed, words in lines]
            )
            return FOUND_NOTHING
        path = settings_path()
        print_text(say("設定ファイル：{path}", path=path or say("（読みません）")))
        print_text(say('[keys] の下に "entry.save" = "f2, ctrl+s" のように書くと、キーが変わります。'))
        for name, pressed, words in lines:
            print_text(f"{name:<26}{', '.join(pressed):<28}{words}")
        return FOUND_NOTHING

    return click.Command(
        "keys",
        callback=run,
        help=say("入力画面の全ての操作とそのキーを、設定ファイルに書く名前で表示します。"),
        params=[format_option()],
    )


def _demo() -> click.Command:
    def run(folder: "Path") -> int:
        from mnassess.cli.demo import run_demo

        for line in run_demo(folder):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "demo",
        callback=run,
        help=say("見本の作業フォルダーを作り、点検と Word 出力まで一通り行います。"),
        params=[click.Argument(["folder"], type=FILE, required=False, default="mnassess-demo")],
    )


def _init() -> click.Command:
    def run(folder: "Path", agency: str, body: str) -> int:
        from mnassess.documents.workspace import create_workspace

        workspace = create_workspace(folder, agency=agency, body=body)
        print_text(say("作業フォルダーを作りました：{path}", path=workspace.folder))
        print_text(say("次は：mnassess new {path} threshold --name 事務の名称", path=workspace.folder))
        return FOUND_NOTHING

    return click.Command(
        "init",
        callback=run,
        help=say("新しい作業フォルダーを作ります。"),
        params=[
            click.Argument(["folder"], type=FILE),
            click.Option(["--agency"], required=True, help=say("評価実施機関名（例：みほん市長）。")),
            click.Option(
                ["--body"],
                type=click.Choice(BODIES),
                default="local",
                help=say("local＝地方公共団体等、national＝行政機関等。"),
            ),
        ],
    )


def _new() -> click.Command:
    def run(workspace: "Path", form: str, name: str, edition: str | None, source: "Path | None") -> int:
        from mnassess.documents.creation import create_document

        print_text(str(create_document(workspace, form, name=name, edition=edition, source=source)))
        return FOUND_NOTHING

    return click.Command(
        "new",
        callback=run,
        help=say("作業フォルダーに新しい評価書を作り、そのファイル名を表示します。"),
        params=[
            click.Argument(["workspace"], type=FILE),
            click.Argument(["form"], type=click.Choice(FORMS)),
            click.Option(["--name"], required=True, help=say("事務の名称（例：児童手当に関する事務）。")),
            click.Option(["--edition"], help=say("様式の版（例：2024-10）。省くと最新の版。")),
            click.Option(
                ["--from", "source"], type=FILE, help=say("同じ事務の別の評価書。共通する記載を写します。")
            ),
        ],
    )


# --- check, threshold ---------------------------------------------------------------------------------------


def _check() -> click.Command:
    def run(place: "Path", body: str | None, as_of: str | None, form_of_output: str) -> int:
        from mnassess.cli.checking import check_place, report_lines
        from mnassess.rules.problems import Severity

        checked = check_place(place, body, as_of)
        for one in checked:
            if one.refusal:
                complain(one.refusal)
            for notice in one.notices:
                warn(notice)
        unusable = any(one.refusal for one in checked)
        if form_of_output == "text":
            for line in report_lines(checked):
                print_text(line)
        elif not unusable:
            print_json([problem for one in checked for problem in one.to_json(named=place.is_dir())])
        if unusable:
            return UNUSABLE
        found = any(problem.severity is Severity.ERROR for one in checked for problem in one.problems)
        return FOUND_SOMETHING if found else FOUND_NOTHING

    return click.Command(
        "check",
        callback=run,
        help=say(
            "評価書（または作業フォルダーの全ての評価書）を点検します。誤りがあれば終了コードは 1 です。"
        ),
        params=[
            click.Argument(["place"], type=FILE),
            click.Option(
                ["--body"],
                type=click.Choice(BODIES),
                help=say("評価実施機関の種類。省くと作業フォルダーの設定。"),
            ),
            click.Option(
                ["--as-of"], help=say("いつの時点で点検するか（2025-10-01 や 令和7年10月1日）。省くと今日。")
            ),
            format_option(),
        ],
    )


def _threshold() -> click.Command:
    def run(
        *,
        subjects: int,
        handlers: int,
        incident: bool,
        exempt: str | None,
        body: str,
        as_of: str | None,
        form_of_output: str,
    ) -> int:
        from mnassess.cli.checking import day
        from mnassess.forms.dates import show_date
        from mnassess.rules.data import first_threshold_day
        from mnassess.rules.threshold import ThresholdInputs, decide_threshold

        at, first = day(as_of), first_threshold_day()
        if at < first:
            raise MnassessError(
                say(
                    "{day}の時点では、しきい値判断の規則がまだありません（{first}から）。",
                    day=show_date(at.isoformat()),
                    first=show_date(first.isoformat()),
                )
            )

        inputs = ThresholdInputs(
            subject_count=subjects, handler_count=handlers, incident=incident, exempt=exempt or ""
        )
        decision = decide_threshold(inputs, as_of=at, body=body)  # type: ignore[arg-type] # click checked it
        if form_of_output == "json":
            print_json(decision.to_json())
            return FOUND_NOTHING
        print_text(
            say("しきい値判断結果：{outcome}（{clause}）", outcome=decision.label, clause=decision.clause)
        )
        for reason in decision.reasons:
            print_text(f"  ・{reason.text}（{reason.clause}）" if reason.clause else f"  ・{reason.text}")
        return FOUND_NOTHING

    return click.Command(
        "threshold",
        callback=run,
        help=say("対象人数・取扱者数・重大事故からしきい値判断をします。"),
        params=[
            click.Option(["--subjects"], type=COUNT, required=True, help=say("対象人数。")),
            click.Option(["--handlers"], type=COUNT, required=True, help=say("取扱者数。")),
            click.Option(
                ["--incident"], is_flag=True, help=say("過去1年以内に特定個人情報に関する重大事故があった。")
            ),
            click.Option(
                ["--exempt"],
                type=click.Choice(list("1234567")),
                help=say("規則第4条の何号に当たるか（1〜7）。"),
            ),
            click.Option(
                ["--body"], type=click.Choice(BODIES), default="local", help=say("評価実施機関の種類。")
            ),
            click.Option(["--as-of"], help=say("いつの時点の規則で判断するか。省くと今日。")),
            format_option(),
        ],
    )


# --- render, diff, upgrade, schema --------------------------------------------------------------------------


def _render() -> click.Command:
    def run(
        *,
        document: "Path",
        output: "Path",
        template: "Path | None",
        remarks: bool,
        evidence: "Path | None",
        as_of: str | None,
    ) -> int:
        from mnassess.cli.checking import day
        from mnassess.cli.rendering import render

        at = day(as_of) if remarks else None
        for notice in render(document, output, template, remarks_on=at, register=evidence):
            warn(notice)
        print_text(str(output))
        return FOUND_NOTHING

    return click.Command(
        "render",
        callback=run,
        help=say("評価書を公式様式の Word 文書に出力します。"),
        params=[
            click.Argument(["document"], type=FILE),
            click.Option(
                ["-o", "--output"], type=FILE, required=True, help=say("出力するファイル（.docx）。")
            ),
            click.Option(["--template"], type=FILE, help=say("団体独自のひな形（.docx）。")),
            click.Option(
                ["--remarks"],
                is_flag=True,
                help=say("点検の指摘を、その欄に Word のコメントとして付けます。"),
            ),
            evidence_option(),
            click.Option(["--as-of"], help=say("指摘をいつの時点で調べるか。省くと今日。")),
        ],
    )


def _diff() -> click.Command:
    def run(old: "Path", new: "Path", form_of_output: str) -> int:
        from mnassess.documents.changes import iter_changes
        from mnassess.documents.storage import load_document

        changes = list(iter_changes(load_document(old).assessment, load_document(new).assessment))
        if form_of_output == "json":
            print_json([change.to_json() for change in changes])
            return FOUND_NOTHING
        for change in changes:
            mark = say("※重要な変更に当たり得る項目") if change.important else ""
            print_text(f"{change.item}　{mark}".rstrip("　"))
            print_text(say("  変更前：{words}", words=_indented(change.before)))
            print_text(say("  変更後：{words}", words=_indented(change.after)))
        print_text(say("変更箇所 {count} 件", count=len(changes)))
        return FOUND_NOTHING

    return click.Command(
        "diff",
        callback=run,
        help=say("二つの評価書を比べ、変更箇所を示します。"),
        params=[click.Argument(["old"], type=FILE), click.Argument(["new"], type=FILE), format_option()],
    )


def _indented(words: str) -> str:
    return words.replace("\n", "\n" + " " * 10)


def _upgrade() -> click.Command:
    def run(document: "Path", edition: str | None, output: "Path | None") -> int:
        from mnassess.documents.creation import upgrade_document

        upgraded = upgrade_document(document, edition=edition, output=output)
        print_text(str(upgraded.path))
        if upgraded.old == document:
            remark(say("元の評価書 {path} はそのままです。", path=document))
        else:
            remark(say("元の評価書は {path} に残しました。", path=upgraded.old))
        return FOUND_NOTHING

    return click.Command(
        "upgrade",
        callback=run,
        help=say("評価書を新しい版の様式に移します。元の評価書も残ります。"),
        params=[
            click.Argument(["document"], type=FILE),
            click.Option(["--edition"], help=say("移す先の版。省くと最新の版。")),
            click.Option(
                ["-o", "--output"],
                type=FILE,
                help=say(
                    "書き出すファイル（.json）。省くと元の名前で書き出し、元の評価書を版の名前（threshold.2019-01.json など）で残します。"
                ),
            ),
        ],
    )


def _schema() -> click.Command:
    def run(form: str, edition: str | None) -> int:
        from mnassess.forms.catalog import load_form
        from mnassess.forms.shape import bundle

        print_json(bundle(load_form(form, edition)))
        return FOUND_NOTHING

    return click.Command(
        "schema",
        callback=run,
        help=say("様式の JSON Schema（2020-12）を表示します。"),
        params=[
            click.Argument(["form"], type=click.Choice(FORMS)),
            click.Option(["--edition"], help=say("様式の版。省くと最新の版。")),
        ],
    )


def _completion() -> click.Command:
    def run(shell: str) -> int:
        from click.shell_completion import get_completion_class

        completion = get_completion_class(shell)
        if completion is not None:
            print_text(completion(command_line(), {}, "mnassess", "_MNASSESS_COMPLETE").source())
        return FOUND_NOTHING

    return click.Command(
        "completion",
        callback=run,
        help=say('シェルの補完の設定を表示します（例：eval "$(mnassess completion bash)"）。'),
        params=[click.Argument(["shell"], type=click.Choice(SHELLS))],
    )
