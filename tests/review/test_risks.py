"""Which risk a claim is stated against, and which risks a form does not ask."""

import json
from pathlib import Path
from typing import Any

import pytest
from claiming import report

from mnassess.errors import FormDefinitionError
from mnassess.forms.catalog import editions, load_form
from mnassess.forms.model import FormKind
from mnassess.resources import schemas
from mnassess.review.claims import claim_rules, claims_of
from mnassess.review.risks import read_risks, risk_catalogue

RISKS = "files[a].risks"
MISUSE = f"{RISKS}.outsourcing.misuse"

ROWS = [
    ("full-item", f"{RISKS}.acquisition.off_purpose.excess", "A1"),
    ("full-item", f"{RISKS}.acquisition.method.measures", "A2"),
    ("full-item", f"{RISKS}.acquisition.accuracy.identity", "A3"),
    ("full-item", f"{RISKS}.acquisition.leakage.measures", "A4"),
    ("full-item", f"{RISKS}.acquisition.other", "入手 その他"),
    ("full-item", f"{RISKS}.use.linking.name_system", "U1"),
    ("full-item", f"{RISKS}.use.unauthorized.grant_revoke.detail", "U2"),
    ("full-item", f"{RISKS}.use.off_duty.measures", "U3"),
    ("full-item", f"{RISKS}.use.copying.measures", "U4"),
    ("full-item", f"{RISKS}.use.other", "使用 その他"),
    ("full-item", f"{MISUSE}.supervision", "O1"),
    ("full-item", f"{MISUSE}.access_limit.detail", "O1"),
    ("full-item", f"{MISUSE}.handling_log.detail", "O1"),
    ("full-item", f"{MISUSE}.provision_rules.to_others", "O2"),
    ("full-item", f"{MISUSE}.erasure_rules.detail", "O3 O4"),
    ("full-item", f"{MISUSE}.contract.detail", "O1 O2 O3 O4"),
    ("full-item", f"{MISUSE}.subcontractors.detail", "O5"),
    ("full-item", f"{MISUSE}.other_measures", "O1 O2 O3 O4 O5"),
    ("full-item", f"{MISUSE}.sufficiency", "O1 O2 O3 O4 O5"),
    ("full-item", f"{RISKS}.outsourcing.other", "委託 その他"),
    ("full-item", f"{RISKS}.provision.improper.record.detail", "P1"),
    ("full-item", f"{RISKS}.provision.method.measures", "P2"),
    ("full-item", f"{RISKS}.provision.wrong.measures", "P3"),
    ("full-item", f"{RISKS}.provision.other", "提供・移転 その他"),
    ("full-item", f"{RISKS}.network.off_purpose.measures", "N1"),
    ("full-item", f"{RISKS}.network.insecure_acquisition.measures", "N2"),
    ("full-item", f"{RISKS}.network.accuracy.measures", "N3"),
    ("full-item", f"{RISKS}.network.acquisition_leakage.measures", "N4"),
    ("full-item", f"{RISKS}.network.improper.measures", "N5"),
    ("full-item", f"{RISKS}.network.method.measures", "N6"),
    ("full-item", f"{RISKS}.network.wrong.measures", "N7"),
    ("full-item", f"{RISKS}.network.other", "情報提供ネットワークシステムとの接続 その他"),
    ("full-item", f"{RISKS}.storage.leakage.physical.detail", "S1"),
    ("full-item", f"{RISKS}.storage.stale.measures", "S2"),
    ("full-item", f"{RISKS}.storage.undeleted.erasure.detail", "S3"),
    ("full-item", f"{RISKS}.storage.other", "保管・消去 その他"),
    ("full-item", "other_measures.audit.self_check.detail", "全庁共通"),
    ("full-item", "other_measures.training.detail", "全庁共通"),
    ("full-item", "other_measures.other", "全庁共通"),
    ("key-item", f"{MISUSE}.contract.detail", "O1 O2 O3 O4 O5"),
    ("key-item", f"{RISKS}.provision.improper.rules.detail", "P1 P2 P3"),
    ("key-item", f"{RISKS}.network.off_purpose.measures", "N1"),
    ("key-item", f"{RISKS}.network.improper.measures", "N5"),
    ("key-item", f"{RISKS}.storage.leakage.other_measures", "S1"),
    ("key-item", f"{RISKS}.use.linking.measures", "U1"),
    ("key-item", f"{RISKS}.use.unauthorized.authentication.detail", "U2"),
    ("key-item", f"{RISKS}.acquisition.off_purpose.measures", "A1"),
    ("key-item", f"{RISKS}.training.detail", "全庁共通"),
    ("key-item", f"{RISKS}.other", "全庁共通"),
    ("key-item", "files[a].profile.outsourcing.tasks[t].subcontract_consent", "O5"),
]


@pytest.mark.parametrize(("form", "path", "risks"), ROWS, ids=lambda one: one)
def test_a_claim_is_stated_against_the_risk_of_its_row(form: str, path: str, risks: str) -> None:
    value = "sufficient" if path.endswith("sufficiency") else "確認する。"
    (claim,) = claims_of(report({path: value}, form))
    named = " ".join(claim.risks)
    assert (named or risk_catalogue().rest(claim.process)) == risks


@pytest.mark.parametrize(
    ("measure", "risk"), [("use_unauthorized", ("U2",)), ("storage_leakage", ("S1",)), ("training", ()), (None, ())]
)  # fmt: skip
def test_the_ground_of_the_first_measure_speaks_to_the_risk_that_measure_is_for(
    measure: str | None, risk: tuple[str, ...]
) -> None:
    chosen = {"measures.priority.measure": measure} if measure else {}
    found = claims_of(report({**chosen, "measures.priority.rationale": "確認した。"}, "threshold"))
    assert [claim.risks for claim in found] == [risk]


def test_there_are_26_risks_and_the_full_item_form_asks_them_all() -> None:
    assert len(risk_catalogue().risks) == 26
    assert risk_catalogue().not_asked(load_form("full-item")) == ()


def test_the_key_item_form_does_not_ask_twelve_of_them() -> None:
    missing = [risk.id for risk in risk_catalogue().not_asked(load_form("key-item"))]
    assert missing == ["A2", "A3", "A4", "U3", "U4", "S2", "S3", "N2", "N3", "N4", "N6", "N7"]


def test_every_blank_that_makes_claims_speaks_to_a_risk_or_a_process() -> None:
    for kind in FormKind:
        for edition in editions(kind):
            form = load_form(kind, edition)
            silent = [
                blank.path
                for blank in form.iter_fields()
                if claim_rules().makes_claims(form, blank.path)
                and not risk_catalogue().blank(form, blank.path)
            ]
            assert silent == []


def test_every_blank_that_is_named_stands_on_a_form() -> None:
    forms = [load_form(kind, edition) for kind in FormKind for edition in editions(kind)]
    for blank in risk_catalogue().blanks:
        assert any(form.find(blank.path) for form in forms if form.kind in blank.forms), blank.path


@pytest.mark.parametrize(
    ("part", "value", "reason"),
    [
        ("blanks", [{"path": "x", "risks": ["Z9"], "clause": "", "sure": "partly"}], "使えません"),
        ("blanks", [{"path": "x", "risks": ["A1", "U1"], "clause": "", "sure": "partly"}], "過程の違う"),
        ("blanks", [{"path": "x", "clause": "", "sure": "partly"}], "どちらか一つ"),
        ("blanks", [], "一つもありません"),
        ("risks", [{"id": "A1", "process": "travel", "context": "x", "name": "y", "clause": "", "sure": "partly"}], "使えません"),
        ("words", {"other": {"ja": "その他", "en": "(other)"}}, "unasked"),
    ],
)  # fmt: skip
def test_a_catalogue_that_says_what_is_not_understood_is_refused(
    tmp_path: Path, part: str, value: Any, reason: str
) -> None:
    data = json.loads((schemas() / "review" / "risks.json").read_text("utf-8"))
    path = tmp_path / "risks.json"
    path.write_text(json.dumps({**data, part: value}), "utf-8")
    with pytest.raises(FormDefinitionError, match=reason):
        read_risks(path)
