"""A form, a document, one heading of it, and two versions side by side."""

from datetime import date

from mnassess.display.blocks import Block, Heading, Line, Table, compared
from mnassess.display.shown import Shown
from mnassess.documents.changes import iter_changes
from mnassess.documents.model import Assessment
from mnassess.documents.naming import printed_label, title_of
from mnassess.documents.workspace import Workspace
from mnassess.forms.model import Field, FieldKind, Form
from mnassess.language import say
from mnassess.rules.answered import Answered, AnswerState, file_of, iter_answered, iter_chapters
from mnassess.rules.checks import iter_problems
from mnassess.rules.completeness import progress
from mnassess.rules.overview import DocumentOverview, iter_overviews
from mnassess.rules.problems import Circumstances, Severity


def show_form(form: Form) -> Shown:
    """What a form asks, in printed order: number, label, choices, and what to say aloud when asking."""
    asked = [one for one in form.iter_fields() if one.kind is not FieldKind.PRINT]
    return Shown(
        kind="form",
        blocks=(
            Heading(f"{form.name}（{form.style}　{form.edition}）"),
            Table(
                (say("番号"), say("項目"), say("選択肢"), say("尋ね方")),
                tuple((one.number, _marked(one), _choices(one), one.question) for one in asked),
            ),
        ),
        data=tuple(
            {"path": one.path, "number": one.number, "label": one.label, "type": one.kind.value}
            for one in asked
        ),
    )


def _marked(blank: Field) -> str:
    return f"{blank.label}{blank.printed_mark}"


def _choices(blank: Field) -> str:
    return "\n".join(choice.label for choice in blank.choices) if blank.choices else ""


def show_workspace(workspace: Workspace, as_of: date | None = None) -> Shown:
    """A workspace at a glance: how far each document is, and what is wrong in it."""
    found = tuple(iter_overviews(workspace, as_of))
    heads = (say("事務"), say("評価書"), say("記入"), say("誤り"), say("注意"))
    return Shown(
        kind="workspace",
        blocks=(Heading(workspace.agency), Table(heads, tuple(map(_overview, found)))),
        data=tuple(one.to_json(workspace.folder) for one in found),
    )


def _overview(one: DocumentOverview) -> tuple[str, ...]:
    if one.refusal:
        return one.operation, one.refusal, "", "", ""
    counts = (str(one.counts.get(severity, 0)) for severity in (Severity.ERROR, Severity.WARNING))
    return (
        one.operation,
        f"{one.form}（{one.edition}）",
        f"{one.progress.answered}/{one.progress.total}",
        *counts,
    )


def show_document(assessment: Assessment, circumstances: Circumstances) -> Shown:
    """A document at a glance: what it is, how far each chapter is."""
    title = assessment.value("cover.title")
    chapters = [
        (file_of(assessment, path), printed_label(section), progress(assessment, circumstances.body, path))
        for section, path in iter_chapters(assessment)
    ]
    rows = tuple(
        {"file": file, "section": label, "answered": done.answered, "total": done.total}
        for file, label, done in chapters
    )
    return Shown(
        kind="document",
        blocks=(
            Heading(title if isinstance(title, str) else assessment.form.title),
            Line(f"{assessment.form.name}（{assessment.form.style}　{assessment.form.edition}）"),
            Table(
                (say("特定個人情報ファイル"), say("見出し"), say("記入済み"), say("記入すべき欄")),
                tuple(tuple(str(one) for one in row.values()) for row in rows),
            ),
        ),
        data=rows,
    )


def show_section(assessment: Assessment, path: str, circumstances: Circumstances) -> Shown:
    """One heading, list or list entry (all of the document for ""): its blanks with their answers, then its problems.

    Blanks that do not apply and hold nothing are left out. FieldPathError where the form has no such place.
    """
    name = title_of(assessment, path) if path and assessment.node(path) else assessment.form.title
    told = [
        one
        for one in iter_answered(assessment, circumstances, path)
        if one.words or one.state is not AnswerState.NOT_APPLICABLE
    ]
    blocks: list[Block] = [
        Heading(name),
        Table(
            (say("項目"), say("記載")),
            tuple((title_of(assessment, one.path), _answer(one)) for one in told),
        ),
    ]
    problems = tuple(iter_problems(assessment, circumstances, path))
    if problems:
        blocks.append(Table((say("点検で分かったこと"),), tuple((one.message,) for one in problems)))
    return Shown(
        kind="section",
        blocks=tuple(blocks),
        data=tuple({"path": one.path, "value": one.words, "state": one.state.value} for one in told),
    )


def _answer(one: Answered) -> str:
    match one.state:
        case AnswerState.EMPTY:
            return say("（未記入）")
        case AnswerState.NOT_APPLICABLE:
            return say("（記入の対象外）{words}", words=one.words)
    return one.words


def show_changes(old: Assessment, new: Assessment) -> Shown:
    """Two versions of a report: every place that differs, the words that went and came marked in it."""
    changes = tuple(iter_changes(old, new))
    rows = tuple(
        (
            f"{one.item}{say('（重要な変更の対象）') if one.important else ''}",
            *compared(one.before, one.after),
        )
        for one in changes
    )
    said = Table((say("項目"), say("変更前の記載"), say("変更後の記載")), rows)
    return Shown(
        kind="changes",
        blocks=(Heading(say("変更箇所")), said if rows else Line(say("違いはありません。"))),
        data=tuple(one.to_json() for one in changes),
    )
