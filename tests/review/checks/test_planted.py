"""The contradictions planted in the evidence of the sample: found with the sentence that proves them."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mnassess import resources
from mnassess.review.model import Finding
from mnassess.review.reviewer import ReviewResult, review_of

PLANTED = json.loads((Path(__file__).parents[2] / "data" / "demo_planted.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> ReviewResult:
    workspace = shutil.copytree(resources.sample(), tmp_path_factory.mktemp("demo") / "w")
    return review_of(workspace / "住民基本台帳に関する事務" / "full-item.json", as_of=date(2026, 11, 27))


def proves(finding: Finding, planted: dict[str, Any]) -> bool:
    if planted["evidence"] not in finding.evidence:
        return False
    if not planted["sentence"]:
        return finding.code == "OUT01"
    return any(plain(planted["sentence"]) in plain(quote.text) for quote in finding.quotes)


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one["id"])
def test_a_planted_contradiction_is_found_with_the_sentence_that_proves_it(
    demo: ReviewResult, planted: dict[str, Any]
) -> None:
    claims = {claim.id: plain(claim.text) for claim in demo.claims}
    against = {claims.get(one.claim, "") for one in demo.findings if proves(one, planted)}
    assert plain(planted["claim"]) in against


def test_the_sample_does_not_drown_in_possible_differences(demo: ReviewResult) -> None:
    assert len([one for one in demo.findings if one.code.startswith("CNT")]) < len(demo.claims) / 10
