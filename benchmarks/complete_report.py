"""Full-item reports with every blank answered, for the measurements: how many files, tasks and sentences make the size."""

from dataclasses import replace

from mnassess.documents.model import Assessment
from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FieldKind, FormKind, Section
from mnassess.rules.applicability import iter_applicable

_SENTENCE = "・担当課の職員（会計年度任用職員を含む。）は、権限の一覧と在籍者の名簿を半年に1回照合し、照合した日と結果を一覧に記入して課長に報告する。\n"
_ANSWERS = {
    "overview.linkage.status": "linked",
    "cover.publication_date": "2026-09-01",
    "procedure.basic.date": "2026-03-02",
    "procedure.consultation.period": "令和8年4月1日から令和8年4月30日まで",
    "procedure.third_party.date": "2026-06-01",
}
_BOXES = {"provision.none": True, "no_provision": True}
_CHOICES = {
    "item_count": "under_10",
    "subcontracting": "not_subcontracted",
    "subcontractors.level": "not_applicable",
}
_FACTS = {
    "submitted_on": "2026-08-20",
    "requirements_fixed_on": "2026-10-01",
    "last_full_publication_on": "2026-09-01",
}


def complete_document(files: int, tasks: int, sentences: int) -> Assessment:
    """A full-item report with every blank that applies answered and nothing in it that contradicts itself."""
    assessment = Assessment(form=load_form(FormKind.FULL_ITEM))
    names = [f"第{number}ファイル" for number in range(files)]
    lists = {"files": files, "overview.systems": 3, "tasks": tasks}
    while True:
        values, items = dict(assessment.values), dict(assessment.items)
        for node, path, why in iter_applicable(assessment, "local"):
            if why is not None:
                continue
            if isinstance(node, Section):
                if node.repeated and path not in items and node.required == "yes":
                    count = lists.get(path, lists.get(node.name, 1))
                    items[path] = tuple(f"e{number}" for number in range(count))
            elif (
                node.is_stored
                and path not in values
                and (answer := _answer(node, path, names, sentences)) is not None
            ):
                values[path] = answer
        grown = Assessment(form=assessment.form, values=values, items=items, facts=_FACTS)
        if len(grown.values) == len(assessment.values) and len(grown.items) == len(assessment.items):
            asked = {path for _, path, why in iter_applicable(grown, "local") if why is None}
            return replace(grown, values={path: value for path, value in values.items() if path in asked})
        assessment = grown


def _answer(blank: Field, path: str, names: list[str], sentences: int) -> object:
    if path == "overview.file_names":
        return tuple(names)
    if path.endswith("profile.name"):
        return names[int(path.partition("[e")[2].partition("]")[0])]
    if blank.kind is FieldKind.CHOICE or path in _ANSWERS:
        return _ANSWERS.get(path) or _choice(blank, path)
    match blank.kind:
        case FieldKind.TEXT:
            return "見本の記載"
        case FieldKind.LONGTEXT:
            return (
                None
                if "shortened" in path
                else f"{path}について見本の事務では次のとおり行う。\n" + _SENTENCE * sentences
            )
        case FieldKind.DATE:
            return "2026-12-01" if "start_date" in path else None
        case FieldKind.FLAG:
            return next((value for name, value in _BOXES.items() if path.endswith(name)), None)
        case FieldKind.CHECKS:
            methods = path.endswith("acquisition.methods") or "connections" in path
            return {"network": True} if methods else {next(iter(blank.choices or ())).code: True}
        case FieldKind.TEXTS:
            return ("個人番号", "氏名")
    return None


def _choice(blank: Field, path: str) -> str:
    wanted = next((code for name, code in _CHOICES.items() if path.endswith(name)), None)
    codes = [choice.code for choice in blank.choices or ()]
    good = ("sufficient", "not_occurred", "full_required", "from_300000", "from_100000", "done", "free")
    return wanted or next((code for code in good if code in codes), codes[0])
