"""`mnassess remarks` and `mnassess remark`: what reviewers wrote about the blanks in words of their own."""

from pathlib import Path

import click

from mnassess.cli.ending import FOUND_NOTHING, remark_all
from mnassess.cli.options import document, format_option, print_json, print_text, reviewer
from mnassess.language import say


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return _remarks(), _remark()


def _remarks() -> click.Command:
    def run(document: Path, form_of_output: str) -> int:
        from mnassess.documents.naming import place_title
        from mnassess.documents.storage import load_document
        from mnassess.review.remark_lines import iter_remark_lines
        from mnassess.review.remarks import live_remarks
        from mnassess.review.session import read_review

        assessment = load_document(document).assessment
        found = live_remarks(read_review(document, assessment.form.kind.value).record)
        if form_of_output == "json":
            print_json(
                [
                    {
                        "id": one.name,
                        "path": one.path,
                        "by": one.by,
                        "at": one.at.isoformat(),
                        "text": one.text,
                        "seen": one.seen,
                    }
                    for one in found
                ]
            )
            return FOUND_NOTHING
        if not found:
            print_text(say("記録された意見はありません。"))
        for one in found:
            print_text(place_title(assessment, one.path))
            for line in iter_remark_lines(assessment, one):
                print_text(f"  {line}")
        return FOUND_NOTHING

    return click.Command(
        "remarks",
        callback=run,
        help=say("欄ごとに点検者が書いた意見を、番号・氏名・日付とともに示します。"),
        params=[document(), format_option()],
    )


def _remark() -> click.Command:
    def run(document: Path, about: str, words: str, take_back: bool, by: str) -> int:
        from mnassess.documents.lock import default_person
        from mnassess.documents.storage import load_document
        from mnassess.review.remark_lines import answer_words
        from mnassess.review.remarks import rewrite_remark, take_back_remark, versions_of, write_remark
        from mnassess.review.session import reviewing

        assessment = load_document(document).assessment
        with reviewing(document, by or default_person()) as session:
            remark_all(session.notices)
            who, at = session.who, session.now()
            if take_back:
                record = take_back_remark(session.record, about, by=who, at=at, reason=words)
            elif any(one.name == about for one in session.record.remarks):
                path = versions_of(session.record, about)[0].about
                record = rewrite_remark(
                    session.record, about, words, by=who, at=at, seen=answer_words(assessment, path)
                )
            else:
                if about:
                    assessment.node(about)
                record = write_remark(
                    session.record, about, words, by=who, at=at, seen=answer_words(assessment, about)
                )
            new = {one.id for one in record.remarks} - {one.id for one in session.record.remarks}
            session.keep(record)
            names = dict.fromkeys(one.name for one in record.remarks if one.id in new)
        print_text(say("意見 {names} を記録しました。", names="、".join(names) if names else about))
        return FOUND_NOTHING

    return click.Command(
        "remark",
        callback=run,
        help=say(
            "欄への意見を点検の記録に書きます。ABOUT は欄の番地（空なら評価書全体）、又は書き直す意見の番号（r-…）です。"
        ),
        params=[
            document(),
            click.Argument(["about"]),
            click.Argument(["words"], default=""),
            click.Option(["--take-back"], is_flag=True, help=say("意見を取り下げます（WORDS は理由）。")),
            reviewer(),
        ],
    )
