"""A document of an old edition carried to a newer one, step by step, with nothing lost.

What a step does is data: each edition's schema names the edition it succeeds and the blanks that moved.
"""

from types import MappingProxyType

from mnassess.documents.model import Assessment, thaw
from mnassess.documents.naming import title_of
from mnassess.errors import UpgradeError
from mnassess.forms.catalog import editions, load_form
from mnassess.forms.model import Form
from mnassess.forms.shape import value_error
from mnassess.language import say


def upgrade(assessment: Assessment, edition: str | None = None) -> Assessment:
    """The same answers in `edition` (the newest where None).

    UpgradeError where no chain of steps leads there, or where an answer has no place in the new edition: then
    nothing is dropped silently, the blank is named.
    """
    kind = assessment.form.kind
    target = edition or editions(kind)[-1]
    load_form(kind, target)
    while assessment.form.edition != target:
        following = next(
            (e for e in editions(kind) if load_form(kind, e).succeeds == assessment.form.edition), None
        )
        if following is None:
            raise UpgradeError(
                say(
                    "{form} を {old} の版から {new} の版に移す方法がありません（古い版には戻せません）。",
                    form=assessment.form.name,
                    old=assessment.form.edition,
                    new=target,
                )
            )
        assessment = _step(assessment, load_form(kind, following))
    return assessment


def _step(old: Assessment, form: Form) -> Assessment:
    values = {}
    for path, value in old.values.items():
        place = _place(path, form)
        blank = form.find(place)
        if blank is None or value_error(form, place, thaw(value)):
            raise UpgradeError(
                say(
                    "「{title}」の記載は {edition} の版に置き場所がありません。どこに移すか決めてから、その欄を空にして再度実行してください。",
                    title=title_of(old, path),
                    edition=form.edition,
                )
            )
        values[place] = value
    items = {_place(path, form): ids for path, ids in old.items.items()}
    return Assessment(
        form=form,
        values=MappingProxyType(values),
        items=MappingProxyType(items),
        facts=old.facts,
        interview=MappingProxyType({_place(path, form): note for path, note in old.interview.items()}),
        shelved=MappingProxyType({_place(path, form): kept for path, kept in old.shelved.items()}),
    )


def _place(path: str, form: Form) -> str:
    """Where the new edition has the blank."""
    return form.moved.get(path, path)
