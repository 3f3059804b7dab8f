"""`mnassess notebook`: a draft goes out as a notebook, what reviewers wrote in it comes home, and shipped notebooks."""

from pathlib import Path

import click

from mnassess.cli.ending import FOUND_NOTHING, remark_all, warn
from mnassess.cli.options import FILE, document, evidence_option, print_text
from mnassess.language import say


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    group = click.Group(
        "notebook", help=say("点検ノート（Jupyter のノートブック）を作り、書かれた意見を取り込みます。")
    )
    for command in (_build(), _collect(), _open()):
        group.add_command(command)
    return (group,)


def _build() -> click.Command:
    def run(
        document: Path, evidence: Path | None, reviewers: tuple[str, ...], as_of: str | None, output: Path
    ) -> int:
        from mnassess.cli.checking import day
        from mnassess.documents.lock import default_person
        from mnassess.notebooks.build import build_notebook
        from mnassess.outputs.places import check_output

        check_output(output, (document,), (".ipynb",))
        names = reviewers or (default_person(),)
        count = build_notebook(document, output, names, as_of=day(as_of), register=evidence)
        print_text(
            say(
                "{path}：記入欄 {count} 件（{names}）",
                path=output,
                count=count,
                names=say("・").join(names),
            )
        )
        return FOUND_NOTHING

    return click.Command(
        "build",
        callback=run,
        help=say(
            "評価書の点検ノートを作ります。欄ごとに記載・気付いた点・証跡の候補・これまでの判定を示し、点検者ごとの記入欄を付けます。"
            "書き方はノートの表紙にあります。"
        ),
        params=[
            document(),
            evidence_option(),
            click.Option(
                ["--reviewer", "reviewers"],
                multiple=True,
                help=say("記入欄を持つ点検者の氏名。何度でも。省くとログイン名。"),
            ),
            click.Option(["--as-of"], help=say("いつの時点で点検するか。省くと今日。")),
            click.Option(["-o", "--output"], type=FILE, required=True, help=say("点検ノート（.ipynb）。")),
        ],
    )


def _collect() -> click.Command:
    def run(notebooks: tuple[Path, ...], into: Path, evidence: Path | None, by: str) -> int:
        from mnassess.documents.lock import default_person
        from mnassess.documents.storage import load_document
        from mnassess.notebooks.collect import collect_into
        from mnassess.review.session import reviewing

        assessment = load_document(into).assessment
        with reviewing(into, by or default_person()) as session:
            remark_all(session.notices)
            came = collect_into(session, assessment, notebooks, register=evidence, writer=by)
        for notice in came.notices:
            warn(notice)
        print_text(
            say(
                "{path}：意見 {remarks} 件、判定 {verdicts} 件、指摘 {findings} 件を取り込みました（取込み済み {known} 件）",
                path=into,
                remarks=came.remarks,
                verdicts=came.verdicts,
                findings=came.findings,
                known=came.known,
            )
        )
        return FOUND_NOTHING

    return click.Command(
        "collect",
        callback=run,
        help=say(
            "点検ノートに書かれた意見・判定・指摘を、点検の記録に取り込みます。何度取り込んでも二重になりません。"
            "ノートの傷み（セルの写し・分割・移動・削除、番号の欠けなど）は直して読み、そのことを示します。"
        ),
        params=[
            click.Argument(["notebooks"], type=FILE, nargs=-1, required=True, metavar="NOTEBOOK…"),
            click.Option(
                ["--into"], type=FILE, required=True, help=say("取り込む先の評価書（DOC のファイル）。")
            ),
            evidence_option(),
            click.Option(
                ["--by"],
                default="",
                help=say("誰の記入か分からない文を書いた人の氏名。ノートに点検者が一人なら要りません。"),
            ),
        ],
    )


def _open() -> click.Command:
    def run(name: str, folder: Path) -> int:
        from mnassess.notebooks.shipped import copy_notebook, open_in_jupyter

        made = copy_notebook(name, folder)
        print_text(say("{path} を作りました。", path=made))
        if not open_in_jupyter(made):
            print_text(
                say(
                    "JupyterLab が見つかりません。VS Code などで開くか、pip install jupyterlab 'mnassess[notebooks]' で入れてください。"
                )
            )
        return FOUND_NOTHING

    return click.Command(
        "open",
        callback=run,
        help=say(
            "付属のノートブックを作業フォルダー（DIR、省くと今いるフォルダー）に写し、JupyterLab があれば開きます。NAME は review（点検を読む）・risk_table（リスク管理表）・portfolio（全評価書）・changes（変更箇所）です。"
        ),
        params=[
            click.Argument(["name"]),
            click.Argument(["folder"], type=FILE, default=".", metavar="[DIR]"),
        ],
    )
