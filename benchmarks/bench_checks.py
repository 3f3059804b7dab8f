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

from complete_report import complete_document

from mnassess.documents.model import Assessment
from mnassess.documents.storage import encode_document
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FieldKind, FormKind
from mnassess.rules.checks import iter_problems
from mnassess.rules.problems import Circumstances, Severity

AS_OF = date(2026, 11, 23)


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
