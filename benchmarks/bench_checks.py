"""What the checks cost: `iter_problems` on complete full-item reports of three sizes, whole and for one section.

Run with `python benchmarks/bench_checks.py`; prints a markdown table. Never a timed test: machines differ.
Limits aimed at: whole document of 1 MB ≤ 150 ms, one section of it ≤ 5 ms.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date

from complete_report import complete_document

from mnassess.documents.storage import encode_document
from mnassess.rules.checks import iter_problems
from mnassess.rules.problems import Circumstances, Severity

AS_OF = date(2026, 11, 23)


def _milliseconds(work: Callable[[], object], rounds: int = 15) -> float:
    work()
    spent = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begin) * 1000)
    return statistics.median(spent)


def main() -> None:
    """Print the table, and whatever error a document meant to be right has."""
    circumstances = Circumstances(body="local", as_of=AS_OF)
    print("| document | blanks | texts | problems | whole (ms) | one section (ms) | ms per MB |")
    print("| ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    shapes = ((1, 4, 12), (2, 4, 12), (4, 4, 13), (64, 3, 0))
    for files, tasks, sentences in shapes:
        assessment = complete_document(files, tasks, sentences)
        size = len(encode_document(assessment)) / 1_000_000
        problems = list(iter_problems(assessment, circumstances))
        for problem in problems:
            if problem.severity is Severity.ERROR:
                raise SystemExit(f"the generated document is not valid: {problem}")
        whole = _milliseconds(lambda document=assessment: list(iter_problems(document, circumstances)))
        section = _milliseconds(
            lambda document=assessment: list(iter_problems(document, circumstances, inside="files[e0].risks"))
        )
        blanks, kind = len(assessment.values), "long" if sentences else "short"
        print(
            f"| {size:.2f} MB | {blanks} | {kind} | {len(problems)} | {whole:.1f} | {section:.2f} | {whole / size:.0f} |"
        )


if __name__ == "__main__":
    main()
