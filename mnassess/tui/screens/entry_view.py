"""What the entry screen shows of a document, as values made from its outline. Draws nothing."""

from collections.abc import Iterator
from pathlib import Path

from mnassess.documents.homework import iter_homework
from mnassess.documents.model import Assessment, thaw
from mnassess.documents.naming import title_of
from mnassess.documents.search import iter_hits
from mnassess.documents.words import note_words
from mnassess.forms.dates import show_date
from mnassess.forms.model import Field
from mnassess.forms.paths import join_path, parent_path
from mnassess.language import say
from mnassess.rules.applicability import iter_applicable, reason_not_applicable
from mnassess.rules.problems import Circumstances
from mnassess.tui.judgement import reason_words, shown_words
from mnassess.tui.marks import state_mark
from mnassess.tui.outline import Outline, Part, number_of, part_title
from mnassess.tui.widgets.outline_tree import Labels
from mnassess.tui.widgets.section_pane import ListView, SectionView


def document_title(path: Path, assessment: Assessment) -> str:
    """What a document is called in the header: operation, form, edition."""
    name = assessment.value("overview.operation.name") or path.parent.name
    edition = show_date(assessment.form.edition)
    return say("{name}　{form} {edition}版", name=name, form=assessment.form.name, edition=edition)


def labels_of(assessment: Assessment, outline: Outline) -> Labels:
    """Mark and title of every part."""
    labels = {}
    for part in outline.iter_parts():
        state = outline.states[part.path]
        labels[part.path] = (state_mark(state.progress, applies=state.applies), part_title(assessment, part))
    return labels


def section_view(
    assessment: Assessment, circumstances: Circumstances, part: Part, labels: Labels, *, read_only: bool
) -> SectionView:
    """Everything the pane shows of one section."""
    values, extras = {}, {}
    for row in part.rows:
        if not isinstance(row.node, Field):
            continue
        if row.node.computed or not row.node.is_stored:
            values[row.path] = shown_words(assessment, row.path, circumstances)
        elif assessment.value(row.path) is not None:
            values[row.path] = thaw(assessment.value(row.path))
        if row.node.counts:
            count = len(assessment.items_of(join_path(parent_path(row.path), row.node.counts)))
            extras[row.path] = say("（{count}件）", count=count)
    return SectionView(
        part=part,
        title=_section_title(assessment, part),
        values=values,
        reasons=reasons_of(assessment, circumstances, part),
        extras=extras,
        lists=tuple(_lists(assessment, circumstances, part, labels)),
        tags={row.path: note_tag(assessment, row.path) for row in part.rows},
        read_only=read_only,
    )


def note_tag(assessment: Assessment, path: str) -> str:
    """What the note of a blank says at a glance: [要確認] [宿題]; "" where it says nothing that is open."""
    note = assessment.interview.get(path, {})
    tags = {"to_confirm": say("[要確認]"), "guess": say("[推測]")}.get(note.get("certainty"), "")
    homework = say("[宿題]") if note.get("task") and not note.get("done_on") else ""
    memo = say("[メモ]") if note.get("note") else ""
    return " ".join(word for word in (tags, homework, memo) if word)


def _section_title(assessment: Assessment, part: Part) -> str:
    """The name of the section; an entry with the name it was given."""
    title = title_of(assessment, part.path)
    if part.kind != "entry":
        return title
    name = part_title(assessment, part)
    printed, _, own = name.partition(" ")
    return f"{title}　{own}" if title.endswith(printed) else name


def reasons_of(assessment: Assessment, circumstances: Circumstances, part: Part) -> dict[str, str]:
    """Path of each blank of the section that does not apply → why."""
    shown = {row.path for row in part.rows}
    return {
        path: reason_words(assessment, why) + _shelved_words(assessment, path)
        for _, path, why in iter_applicable(assessment, circumstances.body, part.path)
        if why is not None and path in shown
    }


def _shelved_words(assessment: Assessment, path: str) -> str:
    """That what stood here is kept, so that nobody thinks it lost."""
    return say("前の記載は取り置いてあり、対象に戻ると戻ります。") if path in assessment.shelved else ""


def _lists(
    assessment: Assessment, circumstances: Circumstances, part: Part, labels: Labels
) -> Iterator[ListView]:
    listed = {row.path for row in part.rows if row.is_list}
    for row in part.rows:
        if not row.is_list:
            continue
        inner = part if row.path == part.path else next(one for one in part.parts if one.path == row.path)
        why = reason_not_applicable(assessment, row.path, circumstances.body)
        yield ListView(
            path=row.path,
            words=part_title(assessment, inner),
            lines=tuple((one.path, _line(labels, one)) for one in inner.parts),
            is_list=True,
            reason=reason_words(assessment, why) + _shelved_words(assessment, row.path) if why else "",
        )
    others = [one for one in part.parts if one.path not in listed and part.kind != "list"]
    if others:
        yield ListView(
            path=f"{part.path}.",
            words=say("この下の項目"),
            lines=tuple((one.path, _line(labels, one)) for one in others),
            is_list=False,
        )


def _line(labels: Labels, part: Part) -> str:
    mark, title = labels[part.path]
    return f"{mark} {title}"


def found_places(assessment: Assessment, outline: Outline, near: str, text: str) -> list[tuple[str, str]]:
    """(path, line) of the sections that a typed number or words find, then of the blanks whose label or answer does."""
    found = dict(found_parts(assessment, outline, near, text))
    for hit in iter_hits(assessment, text):
        words = f"{hit.title}　{hit.excerpt}" if hit.excerpt else hit.title
        found.setdefault(hit.path, f"{'':<8}{words}")
    return list(found.items())


def found_parts(assessment: Assessment, outline: Outline, near: str, text: str) -> list[tuple[str, str]]:
    """(path, line) of the sections that a typed number or words find, the section of the number first."""
    found: dict[str, str] = {}
    exact = outline.find(text, near)
    wanted = text.strip()
    number = number_of(wanted)
    parts = [*([exact] if exact else []), *outline.iter_parts()]
    for part in parts:
        title = title_of(assessment, part.path)
        name = part_title(assessment, part)
        begins = bool(number) and f"{part.number}-".startswith(f"{number}-")
        if not wanted or begins or wanted in title or wanted in name:
            words = name if name in title or part.kind == "entry" else title
            found.setdefault(part.path, f"{part.number:<8}{title if words == title else f'{title}　{name}'}")
    return list(found.items())


def last_respondent(assessment: Assessment) -> str:
    """Who answered in the latest interview that is noted; "" where none is."""
    notes = [note for note in assessment.interview.values() if note.get("source") == "interview"]
    latest = max(notes, key=lambda note: str(note.get("on", "")), default=None)
    return str(latest.get("who", "")) if latest else ""


def noted_lines(document: Path, assessment: Assessment) -> list[tuple[str, str]]:
    """(path, line) of every blank whose note has something open, in form order."""
    return [
        (one.path, f"{one.title}　{note_words(assessment.form, assessment.interview[one.path])}")
        for one in iter_homework(document, assessment)
    ]
