"""Vague wording, and words that were written for somebody else: another operation, another agency."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby

from mnassess.documents.model import Assessment
from mnassess.forms.model import FieldKind
from mnassess.forms.paths import is_inside
from mnassess.language import say
from mnassess.review.advice import example_of, proposal_of
from mnassess.review.checks.check import ReviewCase, ReviewCheck
from mnassess.review.checks.data import WordingWords
from mnassess.review.claims import claim_rules
from mnassess.review.fingerprints import folded
from mnassess.review.folding import bare, fold
from mnassess.review.model import Claim, Finding, FindingSeverity

_HIRAGANA = re.compile("[ぁ-ん]+")
_NAME_LETTERS = 4
_KANJI = f"[一-龠々ヶケッァ-ヴぁ-ん]{{1,{_NAME_LETTERS}}}?"


class OnlyVague(ReviewCheck):
    """Nothing is left of the claim once 適切に, 必要に応じて and words that say nothing are taken away."""

    code = "VAG01"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        words = case.context.data.wording
        for claim in _written(case):
            vague = _vague(claim.text, words)
            if vague:
                yield self.about(
                    case,
                    claim,
                    say(
                        "「{words}」のほかに内容がありません。誰が何をするかを書いてください。",
                        words="」「".join(vague),
                    ),
                )


def _vague(text: str, words: WordingWords) -> list[str]:
    """The vague words of a text that says nothing else; none where it says something."""
    rest = fold(text).text
    found = []
    for word in words.vague:
        if word in rest:
            found.append(word)
            rest = rest.replace(word, " ")
    for word in words.empty:
        rest = rest.replace(word, " ")
    return [] if bare(_HIRAGANA.sub("", rest)).strip() else found


class NeitherWhoNorWhen(ReviewCheck):
    """A blank of measures names no actor, no frequency or occasion, and no record."""

    code = "VAG02"
    severity = FindingSeverity.OPPORTUNITY

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        words = case.context.data.wording
        for path, group in groupby(_written(case), key=lambda claim: claim.path):
            claims = tuple(group)
            said = "".join(fold(f"{one.scope}{one.lead}{one.text}").text for one in claims)
            if not any(word in said for word in (*words.actor, *words.frequency, *words.record)):
                remedy = case.remedy(claims[0])
                yield self.finding(
                    say(
                        "「{title}」に、誰が行うか、どれだけの頻度で行うか、何に記録するかのどれも書かれていません。",
                        title=case.title(path),
                    ),
                    path=path,
                    proposal=proposal_of(remedy),
                    advice=example_of(remedy),
                )


class CopiedText(ReviewCheck):
    """A text on the measures of this operation stands word for word in the report of another one."""

    code = "VAG03"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        words = case.context.data.wording
        theirs: dict[str, str] = {}
        for other in case.context.other_reports:
            for text in _measures_texts(other.assessment, words).values():
                theirs.setdefault(text, other.operation)
        for path, text in _measures_texts(case.assessment, words).items():
            operation = theirs.get(text)
            if operation and operation != case.context.operation:
                yield self.finding(
                    say(
                        "「{title}」の文が、「{operation}」の評価書と一字一句同じです。この事務の実態のとおりか確かめてください。",
                        title=case.title(path),
                        operation=operation,
                    ),
                    path=path,
                    what=operation,
                    advice=say("この事務で使うシステム、担当課及び記録の名称により書き直す。"),
                )


def _measures_texts(assessment: Assessment, words: WordingWords) -> Mapping[str, str]:
    """Path → text, white space and width aside, of the long texts that state measures of one operation alone."""
    rules = claim_rules()
    found = {}
    for blank, path, value in assessment.iter_answers():
        shared = any(is_inside(path, prefix) for prefix in words.shared_prefixes)
        if blank.kind is FieldKind.LONGTEXT and not shared and rules.makes_claims(assessment.form, path):
            text = folded(value)
            if len(text) >= words.copied_letters:
                found[path] = text
    return found


class OtherAgency(ReviewCheck):
    """A measure speaks of the mayor, the office or the rules of another agency."""

    code = "VAG04"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        words = case.context.data.wording
        own = fold(case.context.agency).text
        if not own:
            return
        for claim in _written(case):
            for name in _agencies(fold(claim.text).text, words):
                if not _is_own(name, own, words):
                    yield self.about(
                        case,
                        claim,
                        say("「{name}」は別の団体の名称ではありませんか。確かめてください。", name=name),
                        what=name,
                    )

    def cannot_decide(self, case: ReviewCase) -> Iterator[Finding]:
        if not case.context.agency:
            yield self.finding(
                say("評価実施機関の名称が分からないため、別の団体の名称が残っているかは判断できません。")
            )


def _agencies(text: str, words: WordingWords) -> Iterator[str]:
    """The agencies a folded text names: みほん市長, 甲町役場; not 市長, 他市町村長."""
    for match in _agency_pattern(words.agency_endings).finditer(text):
        name = match[1]
        if not name.endswith(words.not_before) and name not in words.not_before:
            yield match[0]


@cache
def _agency_pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    # The name begins behind what is no letter of a name: a comma, a bracket, a particle would be taken for one.
    return re.compile(rf"(?<![一-龠々ぁ-ん])({_KANJI})(?:{'|'.join(map(re.escape, endings))})")


def _is_own(name: str, own: str, words: WordingWords) -> bool:
    """Whether an agency's name is ours: みほん市情報セキュリティ and みほん市長 are."""
    ending = next(one for one in words.agency_endings if name.endswith(one))
    return own.startswith(name.removesuffix(ending))


def _written(case: ReviewCase) -> Iterator[Claim]:
    """The claims that people wrote; a choice says what the form says."""
    form = case.assessment.form
    return (claim for claim in case.claims if form.field(claim.path).kind is FieldKind.LONGTEXT)


WORDING_CHECKS: tuple[ReviewCheck, ...] = (OnlyVague(), NeitherWhoNorWhen(), CopiedText(), OtherAgency())
