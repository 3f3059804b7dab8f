"""Small documents from one line: `overview.linkage.status=linked; files[a].profile.name=台帳`."""

import importlib.util
import json
from datetime import date
from pathlib import Path

from mnassess.documents.model import Assessment
from mnassess.forms.catalog import load_form
from mnassess.forms.paths import join_path, parse_path
from mnassess.rules.problems import Body, Circumstances

AS_OF = date(2026, 11, 23)
_MAKER = Path(__file__).parents[2] / "benchmarks" / "complete_report.py"


def document(form: str, answers: str = "") -> Assessment:
    """The document those answers make; list entries appear as they are named. `\\n` is a line break."""
    assessment = Assessment(form=load_form(form))
    for answer in filter(None, (part.strip() for part in answers.split("; "))):
        path, _, value = answer.partition("=")
        if not path.startswith("procedure_facts"):
            assessment = _with_entries(assessment, path)
        if value:
            assessment = assessment.with_answer(path, _value(value))
    return assessment


def _with_entries(assessment: Assessment, path: str) -> Assessment:
    at = ""
    for name, item in parse_path(path):
        at = join_path(at, name)
        if item is not None:
            if item not in assessment.items_of(at):
                assessment = assessment.with_item(at, item)
            at = f"{at}[{item}]"
    return assessment


def _value(text: str) -> object:
    if text in {"true", "false"} or text[0] in "[{":
        return json.loads(text)
    return text.replace("\\n", "\n")


def circumstances(*others: Assessment, body: Body = "local", as_of: date = AS_OF) -> Circumstances:
    """The day of the tests, a local body, the documents beside, no picture none.png."""
    return Circumstances(
        body=body, as_of=as_of, others=others, figure_faults={"none.png": "ファイルがありません。"}
    )


def complete_document(files: int = 2, tasks: int = 2, sentences: int = 2) -> Assessment:
    """The report the benchmarks measure with: complete and free of contradictions."""
    spec = importlib.util.spec_from_file_location("complete_report", _MAKER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.complete_document(files, tasks, sentences)
