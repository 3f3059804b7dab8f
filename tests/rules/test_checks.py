from dataclasses import replace

import pytest
from cases import NOT_LINKED, ROWS, Row
from small_documents import AS_OF, circumstances, complete_document, document

from mnassess.forms.catalog import load_form
from mnassess.forms.paths import form_path
from mnassess.rules.characters import CHARACTER_CODES
from mnassess.rules.check import overlaps
from mnassess.rules.checks import CHECKS, iter_problems
from mnassess.rules.problems import Severity
from mnassess.rules.procedure import UNKNOWN_FACT


def _codes(row: Row, answers: str) -> list[str]:
    form, _, beside = row.beside.partition(": ")
    others = [document(form, beside)] if form else []
    problems = iter_problems(document(row.form, answers), circumstances(*others, body=row.body))
    return [problem.code for problem in problems]


def _named(rows):
    return [pytest.param(row, id=f"{row.code}-{row.finding}") for row in rows]


@pytest.mark.parametrize("row", _named(ROWS))
def test_a_check_speaks(row):
    assert row.code in _codes(row, row.wrong)


@pytest.mark.parametrize("row", _named(row for row in ROWS if row.right is not None))
def test_a_check_keeps_silent(row):
    assert row.code not in _codes(row, row.right)


def test_every_code_is_shown_speaking_and_silent():
    codes = {check.code for check in CHECKS} | set(CHARACTER_CODES) | {UNKNOWN_FACT}
    shown = {row.code for row in ROWS if row.right is not None}
    assert codes <= shown


def test_a_code_belongs_to_one_check():
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_reports_at_places_its_forms_have(check):
    known = [load_form(kind) for kind in check.forms]
    for place in check.places:
        assert not place or place.startswith("procedure_facts") or any(form.find(place) for form in known)


@pytest.mark.parametrize("row", _named(ROWS))
def test_a_check_reports_inside_the_places_it_declares(row):
    form, _, beside = row.beside.partition(": ")
    others = [document(form, beside)] if form else []
    places = {check.code: check.places for check in CHECKS}
    for problem in iter_problems(document(row.form, row.wrong), circumstances(*others, body=row.body)):
        for place in places.get(problem.code, ()):
            if overlaps(place, form_path(problem.path)):
                break
        else:
            assert problem.code not in places


def test_a_complete_document_has_no_error_and_no_warning():
    problems = list(iter_problems(complete_document(), circumstances()))
    assert [problem for problem in problems if problem.severity is not Severity.INFO] == []


def test_problems_come_in_form_order():
    answers = "procedure_facts.submitted_on=2026-09-02; cover.publication_date=2026-09-01; cover.title=全項目評価書; files[b].profile.name=名簿; files[a].profile.name=台帳"
    paths = [problem.path for problem in iter_problems(document("key-item", answers), circumstances())]
    chapters = [path.partition(".")[0].partition("[")[0] for path in paths]
    assert list(dict.fromkeys(chapters)) == [
        "cover",
        "overview",
        "files",
        "disclosure",
        "procedure",
        "procedure_facts",
    ]
    files = [path.partition("]")[0] for path in paths if path.startswith("files[")]
    assert list(dict.fromkeys(files)) == ["files[b", "files[a"]


def test_a_run_for_one_place_tells_what_the_whole_run_tells_there():
    answers = "files[a].profile.outsourcing.status=outsourced; files[a].risks.outsourcing.none=true; files[b].profile.name=〇〇"
    assessment = document("full-item", answers)
    everything = list(iter_problems(assessment, circumstances()))
    for inside in (
        "files[a].risks",
        "files[a].risks.outsourcing.none",
        "files[b]",
        "files",
        "cover",
        "overview.systems",
    ):
        here = [p for p in everything if p.path.startswith(inside)]
        assert list(iter_problems(assessment, circumstances(), inside=inside)) == here


class Unsearched(dict):
    """Answers that can be looked up but not gone through."""

    def __iter__(self):
        raise AssertionError("the whole document was gone through")

    keys = values = items = __iter__


def test_a_run_for_one_section_looks_at_its_own_answers_only():
    assessment = complete_document(files=3)
    everything = list(iter_problems(assessment, circumstances(document("threshold"))))
    assessment = replace(assessment, values=Unsearched(assessment.values))
    for inside in ("cover", "overview", "files[e1].profile", "files[e1].risks", "disclosure", "procedure"):
        here = [problem for problem in everything if problem.path.startswith(inside)]
        beside = circumstances(document("threshold"))
        assert list(iter_problems(assessment, beside, inside=inside)) == here


def test_one_missing_fact_is_told_once():
    answers = 'cover.publication_date=2026-09-01; changes=[{"date":"2026-08-01","timing":"after"}]'
    problems = iter_problems(document("full-item", answers), circumstances())
    facts = [problem.path for problem in problems if problem.code == UNKNOWN_FACT]
    assert sorted(facts) == ["procedure_facts.last_full_publication_on", "procedure_facts.submitted_on"]


def test_an_answer_a_local_body_must_not_give_is_told_once():
    problems = iter_problems(document("full-item", "cover.approval_date=2026-08-01"), circumstances())
    assert [p.code for p in problems if p.path == "cover.approval_date"] == ["PRC01"]


def test_what_is_stale_depends_on_the_day():
    old = document("threshold", "overview.number_use.legal_basis=番号法第9条第1項 別表第一の16の項")
    before = circumstances(as_of=AS_OF.replace(year=2024, month=5, day=26))
    assert "CON90" not in [problem.code for problem in iter_problems(old, before)]
    after = circumstances(as_of=AS_OF.replace(year=2024, month=5, day=27))
    assert "CON90" in [problem.code for problem in iter_problems(old, after)]


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("PRC20", "cover.publication_date=2025-01-01"),
        (
            "PRC43",
            'changes=[{"date":"2026-10-01","timing":"after"}]; procedure_facts.submitted_on=2026-11-23',
        ),
    ],
)
@pytest.mark.parametrize(
    ("form", "body", "clause"),
    [
        ("threshold", "local", "規則第14条第3項"),
        ("full-item", "local", "規則第14条第3項"),
        ("key-item", "national", "規則第14条第3項"),
        ("full-item", "national", "規則第14条第1項"),
    ],
)
def test_a_review_is_asked_for_by_the_paragraph_of_its_report(code, answers, form, body, clause):
    problems = iter_problems(document(form, answers), circumstances(body=body))
    assert [problem.clause for problem in problems if problem.code == code] == [clause]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("サンプル開発(株)は年1回点検する。", "「サンプル開発(株)」"),
        ("㈱サンプルは年1回点検する。", "「㈱サンプル」"),
        ("（株）さんぷるは年1回点検する。", "「（株）さんぷる」"),
        ("委託先株式会社別会社の作業に立ち会う。", "「株式会社別会社」"),
        ("・未知株式会社は年1回点検する。", "「未知株式会社」"),
        ("①未知株式会社は年1回点検する。", "「未知株式会社」"),
        ("(1)未知株式会社は年1回点検する。", "「未知株式会社」"),
        ("ア　未知株式会社は年1回点検する。", "「未知株式会社」"),
        ("・サン・データ株式会社は年1回点検する。", "「サン・データ株式会社」"),
    ],
)
def test_a_company_is_named_as_it_is_written(text, named):
    problems = iter_problems(document("key-item", f"files[a].risks.use.other={text}"), circumstances())
    assert [named in problem.message for problem in problems if problem.code == "CON81"] == [True]


@pytest.mark.parametrize("word", ["なし", "－", "―", "-", "ー", "該当なし", "　", " なし "])
def test_a_word_for_nothing_is_no_reason(word):
    period = (
        "procedure.consultation.period=令和8年4月1日から4月29日; procedure.consultation.shortened_reason="
    )
    assert "PRC03" in [p.code for p in iter_problems(document("full-item", period + word), circumstances())]


NOT_OUTSOURCED = "files[a].profile.outsourcing.status=not_outsourced"


@pytest.mark.parametrize(
    ("form", "answers", "told"),
    [
        (
            "key-item",
            NOT_OUTSOURCED
            + "".join(
                f"; files[a].profile.outsourcing.tasks[t{n}].{name}=印刷"
                for n in range(5)
                for name in ("name", "content", "contractor")
            ),
            {"files[a].profile.outsourcing.tasks": "15か所"},
        ),
        (
            "full-item",
            "files[a].risks.network.no_provision=true; files[a].risks.network.improper.measures=措置; files[a].risks.network.improper.sufficiency=sufficient; files[a].risks.network.wrong.measures=－",
            {"files[a].risks.network.improper": "2か所"},
        ),
        ("threshold", NOT_LINKED + "overview.linkage.legal_basis=根拠", {"overview.linkage.legal_basis": ""}),
    ],
)
def test_what_is_not_asked_for_is_told_once_with_how_much_there_is(form, answers, told):
    problems = [p for p in iter_problems(document(form, answers), circumstances()) if p.code == "REQ04"]
    assert {problem.path: words for problem, words in zip(problems, told.values(), strict=True)} == told
    assert all(words in problem.message for problem, words in zip(problems, told.values(), strict=True))


def test_a_run_inside_what_is_not_asked_for_leaves_it_to_the_heading():
    answers = NOT_OUTSOURCED + "; files[a].profile.outsourcing.tasks[t].name=印刷"
    assessment = document("key-item", answers)
    for inside, told in (("files[a].profile.outsourcing.tasks[t]", []), ("files[a].profile", ["REQ04"])):
        problems = iter_problems(assessment, circumstances(), inside=inside)
        assert [p.code for p in problems if p.code == "REQ04"] == told


def _message(code, assessment, *others):
    problems = iter_problems(assessment, circumstances(*others))
    return next(problem.message for problem in problems if problem.code == code)


@pytest.mark.parametrize(
    ("mine", "theirs"), [("Ａ＆Ｂ <x> 課", "税務課"), ("税務　二課", "税務　１課"), ("A&B<x>", "①")]
)
def test_answers_that_differ_are_quoted_as_typed(mine, theirs):
    beside = document("key-item", f"overview.department.name={theirs}")
    message = _message("CON07", document("threshold", f"overview.department.name={mine}"), beside)
    assert f"（{mine}）" in message
    assert f"（{theirs}）" in message


def test_names_of_files_that_differ_are_quoted_as_typed():
    beside = document("key-item", 'overview.file_names=["Ｂ 台帳"]')
    message = _message("CON07", document("threshold", 'overview.file_names=["Ｃ　台帳", "Ａ 台帳"]'), beside)
    assert "（Ｃ　台帳、Ａ 台帳）" in message
    assert "（Ｂ 台帳）" in message


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("\x07", "U+0007"),
        ("\x07a\x1b\x07", "U+0007、U+001B"),
        ("\x01\x02\x03", "U+0001、U+0002、U+0003"),
        ("\x01\x02\x03\x04\x05", "U+0001、U+0002、U+0003 ほか 2 種"),
    ],
)
def test_every_kind_of_control_character_is_named_the_first_three_at_least(text, named):
    assert f"制御文字（{named}）" in _message("SHP01", document("threshold", f"cover.agency={text}"))
