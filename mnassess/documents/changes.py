"""Two versions of a report → the rows of 変更箇所, by field path; entries of lists are followed by their id."""

from collections.abc import Iterator
from dataclasses import dataclass

from mnassess.documents.model import Assessment
from mnassess.documents.naming import printed_label, title_of
from mnassess.documents.words import NOTHING, printed_words
from mnassess.errors import MnassessError
from mnassess.forms.model import Field, FieldKind, Node, Section
from mnassess.forms.paths import item_path, join_path
from mnassess.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place that differs."""

    path: str
    """Field path: a blank, or a whole list entry that came or went."""
    item: str
    """What people call the place."""
    before: str
    after: str
    important: bool
    """The place is one whose change may be an important change (重要な変更); whether it is, a person decides."""

    def to_json(self) -> dict[str, str | bool]:
        """As `mnassess diff --format json` prints it."""
        return {
            "path": self.path,
            "item": self.item,
            "before": self.before,
            "after": self.after,
            "important": self.important,
        }


def iter_changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """The changes from `old` to `new` in form order of the new edition.

    An entry that was only moved is no change, nor is a value that is printed in the same words (a box denied and
    one never asked). The list 変更箇所 itself is left out: it tells of changes. Blanks
    that only the old edition has come last. MnassessError where the two are different forms.
    """
    if old.form.kind != new.form.kind:
        raise MnassessError(
            say("様式が違うため比べられません（{old} と {new}）。", old=old.form.name, new=new.form.name)
        )
    yield from _iter_nodes(old, new, new.form.sections, "")
    for node, path in old.iter_nodes():
        if isinstance(node, Field) and path in old.values and new.form.find(path) is None:
            words = printed_words(node, old.value(path))
            title = title_of(old, path)
            yield Change(path=path, item=title, before=words, after=NOTHING, important=node.important)


def _iter_nodes(old: Assessment, new: Assessment, nodes: tuple[Node, ...], parent: str) -> Iterator[Change]:
    for node in nodes:
        path = join_path(parent, node.path.rpartition(".")[2])
        if isinstance(node, Section):
            if node.repeated:
                yield from _iter_entries(old, new, node, path)
            else:
                yield from _iter_nodes(old, new, node.children, path)
        elif node.kind is not FieldKind.ROWS and old.value(path) != new.value(path):
            before = printed_words(_blank_in(old, node), old.value(path))
            after = printed_words(node, new.value(path))
            if before != after:
                item = title_of(new, path)
                yield Change(path=path, item=item, before=before, after=after, important=node.important)


def _iter_entries(old: Assessment, new: Assessment, section: Section, path: str) -> Iterator[Change]:
    before, after = old.items_of(path), new.items_of(path)
    for item in after:
        at = item_path(path, item)
        if item in before:
            yield from _iter_nodes(old, new, section.children, at)
        else:
            yield _whole(new, section, at, came=True)
    for item in before:
        if item not in after:
            yield _whole(old, section, item_path(path, item), came=False)


def _whole(assessment: Assessment, section: Section, path: str, *, came: bool) -> Change:
    """A list entry that came or went, with everything in it as one text."""
    lines, important = [], section.important
    for node, at in assessment.iter_inside(path):
        if isinstance(node, Field) and at in assessment.values:
            lines.append(f"{printed_label(node)}：{printed_words(node, assessment.value(at))}")
            important = important or node.important
    words = "\n".join(lines) or say("（記載なし）")
    return Change(
        path=path,
        item=title_of(assessment, path),
        before=NOTHING if came else words,
        after=words if came else NOTHING,
        important=important,
    )


def _blank_in(assessment: Assessment, blank: Field) -> Field:
    """The same blank in the other edition, whose choices may be worded otherwise."""
    found = assessment.form.find(blank.path)
    return found if isinstance(found, Field) else blank
