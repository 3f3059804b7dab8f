"""The commands of the review: what a report claims."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING
from mnassess.cli.options import document, format_option, print_json, print_text
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.documents.model import Assessment
    from mnassess.review.model import Claim


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_claims(),)


# --- claims ---------------------------------------------------------------------------------------------------


def _claims() -> click.Command:
    def run(document: Path, form_of_output: str) -> int:
        from mnassess.documents.storage import load_document
        from mnassess.review.claims import claims_of

        assessment = load_document(document).assessment
        claims = claims_of(assessment)
        if form_of_output == "json":
            print_json([claim_json(claim) for claim in claims])
            return FOUND_NOTHING
        for line in claim_lines(assessment, claims):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "claims",
        callback=run,
        help=say(
            "評価書に記載された対策を一つずつ取り出し、安全管理措置の種類とその手掛かりの語を示します。"
        ),
        params=[document(), format_option()],
    )


def claim_json(claim: "Claim") -> dict[str, Any]:
    """A claim as `mnassess claims --format json` prints it."""
    return {
        "id": claim.id,
        "path": claim.path,
        "scope": claim.scope,
        "text": claim.text,
        "measures": list(claim.measures),
    }


def claim_lines(assessment: "Assessment", claims: "tuple[Claim, ...]") -> Iterator[str]:
    """The claims for people, blank by blank: what is claimed, under which heading, of which kind and why."""
    from mnassess.documents.naming import title_of
    from mnassess.review.risks import risk_catalogue

    catalogue, path, scope, lead = risk_catalogue(), "", "", ""
    for claim in claims:
        if claim.path != path:
            path, scope, lead = claim.path, "", ""
            yield f"■ {title_of(assessment, path)}　[{path}]"
            yield f"  {say('リスク：{risks}', risks=catalogue.words(claim.risks, claim.process))}"
        if claim.scope != scope:
            scope, lead = claim.scope, ""
            yield f"  ＜{scope}＞" if scope else f"  {say('（見出しなし）')}"
        if claim.lead != lead:
            lead = claim.lead
            if lead:
                yield f"  {'（' + lead + '）'}"
        yield "  ・" + claim.text
        yield f"      {'、'.join(_measure_words(claim))}　#{claim.id.rpartition('#')[2]}"
    yield say("{count} 件", count=len(claims))


def _measure_words(claim: "Claim") -> Iterator[str]:
    from mnassess.review.measures import measure_types

    types = measure_types().types
    for code in claim.measures:
        yield f"{types[code].title}（{'・'.join(claim.reasons[code])}）"
