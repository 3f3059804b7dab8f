"""What the checks cost: `iter_problems` on complete full-item reports of three sizes, whole and for one section.

Every section of the form is measured and the slowest is shown, alone and with the threshold form of the operation
beside the report. Every run checks a value never checked before: nothing is remembered from one to the next.

Run with `python benchmarks/bench_checks.py`; prints a markdown table. Never a timed test: machines differ.
Limits aimed at: whole document of 1 MB ≤ 150 ms, one section of it ≤ 5 ms.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from mnassess.documents.model import Assessment
from mnassess.documents.storage import encode_document
from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FieldKind, FormKind, Section
from mnassess.rules.applicability import iter_applicable
from mnassess.rules.checks import iter_problems
from mnassess.rules.problems import Circumstances, Severity

AS_OF = date(2026, 11, 23)
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
                ""
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


def _milliseconds(work: Callable[[], object], rounds: int = 15) -> float:
    """Median time of the processor, which other programs on the machine disturb less than the clock on the wall."""
    work()
    spent = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        spent.append((time.process_time() - begin) * 1000)
    return statistics.median(spent)


def threshold_form() -> Assessment:
    """The threshold form of the operation: what it shares with the report is answered, some of it otherwise there."""
    form = load_form(FormKind.THRESHOLD)
    values: dict[str, object] = {
        "inputs.subjects.count": "from_300000",
        "inputs.handlers.count": "under_500",
        "inputs.incident.occurred": "not_occurred",
        "overview.linkage.status": "linked",
        "measures.provision.none": True,
    }
    for blank in form.iter_fields():
        if blank.fact and blank.is_stored and blank.kind is FieldKind.CHOICE:
            codes = [choice.code for choice in blank.choices or ()]
            values.setdefault(blank.path, "sufficient" if "sufficient" in codes else codes[0])
    return Assessment(form=form, values=values)


def _sections(assessment: Assessment) -> Iterator[str]:
    """What the screen shows one at a time: the chapters, and those of a file in the middle of the report."""
    ids = assessment.items_of("files")
    for section in assessment.form.sections:
        if section.path != "files":
            yield section.path
        else:
            yield from (f"files[{ids[len(ids) // 2]}].{part}" for part in ("profile", "risks"))


def _spent(assessment: Assessment, circumstances: Circumstances, inside: str = "") -> float:
    return _milliseconds(lambda: list(iter_problems(replace(assessment), circumstances, inside)))


def _row(assessment: Assessment, kind: str, beside: str, circumstances: Circumstances) -> str:
    size = len(encode_document(assessment)) / 1_000_000
    problems = list(iter_problems(assessment, circumstances))
    whole = _spent(assessment, circumstances)
    sections = {inside: _spent(assessment, circumstances, inside) for inside in _sections(assessment)}
    slowest = max(sections, key=lambda inside: sections[inside])
    return (
        f"| {size:.2f} MB | {len(assessment.values)} | {kind} | {beside} | {len(problems)} | {whole:.1f} "
        f"| {whole / size:.0f} | {sections[slowest]:.2f} | {slowest} |"
    )


def main() -> None:
    """Print the table, and whatever error a document meant to be right has."""
    alone = Circumstances(body="local", as_of=AS_OF)
    beside = replace(alone, others=(threshold_form(),))
    print(
        "| document | blanks | texts | beside | problems | whole (ms) | ms per MB | slowest section (ms) | which |"
    )
    print("| ---: | ---: | --- | --- | ---: | ---: | ---: | ---: | --- |")
    shapes = ((1, 4, 12), (2, 4, 12), (4, 4, 13), (64, 3, 0))
    for files, tasks, sentences in shapes:
        assessment = complete_document(files, tasks, sentences)
        for problem in iter_problems(assessment, alone):
            if problem.severity is Severity.ERROR:
                raise SystemExit(f"the generated document is not valid: {problem}")
        kind = "long" if sentences else "short"
        print(_row(assessment, kind, "nothing", alone))
        print(_row(assessment, kind, "threshold", beside))


if __name__ == "__main__":
    main()
