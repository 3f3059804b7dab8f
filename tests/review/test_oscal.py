"""The export: valid OSCAL, the same each time, and verified never mixed with declared."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from outcomes import DAY, hostile, large, review

from mnassess.review.oscal import assessment_results, oscal_bytes
from mnassess.review.outcome import Review

SCHEMA = Path(__file__).parents[1] / "data/oscal/assessment-results.schema.json"
EMPTY = Review(assessment=review().assessment, document=Path("甲/x.json"), as_of=DAY)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft7Validator:
    text = SCHEMA.read_text(encoding="utf-8")
    for theirs, ours in ((r"(\\p{L}|_)", r"[^\\W\\d]"), (r"(\\p{L}|\\p{N}|[.\\-_])", r"[\\w.\\-]")):
        assert theirs in text
        text = text.replace(theirs, ours)
    return jsonschema.Draft7Validator(json.loads(text))


def result_of(made: Review) -> dict[str, Any]:
    return assessment_results(made)["assessment-results"]["results"][0]


@pytest.mark.parametrize(
    "made", [review(), hostile(), EMPTY, large(40)], ids=["usual", "hostile", "empty", "large"]
)
def test_the_export_is_valid_and_the_same_bytes_each_time(
    made: Review, validator: jsonschema.Draft7Validator
) -> None:
    data = oscal_bytes(made)
    assert [f"{e.json_path}: {e.message}" for e in validator.iter_errors(json.loads(data))] == []
    assert data == oscal_bytes(made)


def test_only_a_verdict_that_decides_is_a_finding_of_a_claim() -> None:
    states = Counter(
        one["target"]["status"]["state"] for one in result_of(replace(review(), findings=()))["findings"]
    )
    assert states == {"satisfied": 1, "not-satisfied": 1}


def test_a_stale_verdict_is_observed_and_decides_nothing() -> None:
    observed = result_of(review())["observations"]
    assert [one["props"][0]["value"] for one in observed if one["props"][0]["name"] == "verdict"] == [
        "contradicted", "stale", "not_applicable", "supported",
    ]  # fmt: skip


def test_methods_are_those_of_oscal_and_ours_stays_beside() -> None:
    observed = [one for one in result_of(review())["observations"] if one["types"] == ["control-objective"]]
    assert [(one["methods"], one["props"][1]["value"]) for one in observed] == [
        (["EXAMINE"], "examine"), (["INTERVIEW"], "interview"), (["EXAMINE"], "on_site"), (["TEST"], "test"),
    ]  # fmt: skip


def test_a_finding_is_a_risk_with_its_response_and_a_nonconformity_is_not_satisfied() -> None:
    result = result_of(replace(review(), standings={}))
    risk = result["risks"][0]
    assert (risk["status"], risk["deadline"], risk["remediations"][0]["lifecycle"]) == (
        "remediating", "2026-10-31T23:59:59+09:00", "planned",
    )  # fmt: skip
    assert [one["target"]["target-id"] for one in result["findings"]] == ["check-CNT01", "check-SLF01"]


def test_good_practice_is_no_risk_and_withdrawn_findings_are_left_out() -> None:
    titles = [one["title"] for one in result_of(review())["risks"]]
    assert titles == [review().findings[n].message for n in (1, 4, 0)]


def test_observations_expire_with_their_evidence() -> None:
    assert result_of(review())["observations"][3]["expires"] == "2027-03-31T23:59:59+09:00"


def test_every_reference_leads_somewhere() -> None:
    document = assessment_results(review())["assessment-results"]
    text = json.dumps(document)
    identifiers = set(_values(document, "uuid"))
    assert len(identifiers) == len(list(_values(document, "uuid")))
    named = {
        *_values(document, "observation-uuid"),
        *_values(document, "risk-uuid"),
        *_values(document, "actor-uuid"),
    }
    named |= {href.removeprefix("#") for href in _values(document, "href") if href.startswith("#")}
    assert named <= identifiers, text


def test_identifiers_stay_when_other_things_change() -> None:
    before = set(_values(assessment_results(review()), "uuid"))
    after = set(_values(assessment_results(replace(review(), findings=review().findings[1:2])), "uuid"))
    assert after < before


def test_moments_have_japans_zone_wherever_they_were_written() -> None:
    made = review()
    claim = made.claims[0].id
    given = made.standings[claim]
    utc = replace(given, verdict=replace(given.verdict, at=datetime(2026, 11, 20, 0, 30, tzinfo=UTC)))
    for one in (given, utc):
        result = result_of(replace(made, standings={claim: one}))
        assert result["observations"][0]["collected"] == "2026-11-20T09:30:00+09:00"


def _values(node: Any, key: str) -> Any:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key:
                yield value
            yield from _values(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value, key)
