"""What a verdict stands on: the words of its claim and its evidence, and what became of them since (要再確認)."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mnassess.evidence.drift import Digests, digests_of
from mnassess.evidence.model import Library, Register
from mnassess.language import say
from mnassess.review.fingerprints import folded
from mnassess.review.following import likeness
from mnassess.review.model import Claim, Quote, Verdict
from mnassess.review.rewording import Amount, Reworded, reworded

_LINE = re.compile(r"[^\n。]+。?")
_SHOWN = 60
"""Characters of a text that a sentence quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An entry of the register as it is now."""

    sha256: str = ""
    """Of its file; "" where it names none, or where there is none."""
    heard: str = ""
    """Digest of its note, where it names no file."""
    is_missing: bool = False
    """Whether it names a file that is not there."""


def standings(register: Register, digests: Digests | None = None) -> Mapping[str, Standing]:
    """Every entry of a register as it is now, by its id. Reads the files; `digests` where that was done already."""
    known = digests_of(register) if digests is None else digests
    found = {}
    for entry in register.entries:
        path, filling = register.file(entry), known.get(entry.id)
        found[entry.id] = Standing(
            sha256=filling.sha256 if filling else "",
            heard="" if path else hashlib.sha256(entry.note.encode("utf-8", "surrogatepass")).hexdigest(),
            is_missing=path is not None and filling is None,
        )
    return found


class Shift(StrEnum):
    """In what way the ground of a verdict moved."""

    REWORDED = "reworded"
    """The claim has other words."""
    OTHER_HEADING = "other_heading"
    """The claim stands under another heading."""
    CHANGED = "changed"
    """The evidence is not the one the verdict was given on."""
    MISSING = "missing"
    """The file of the evidence is not there."""
    UNREGISTERED = "unregistered"
    """The register has no such evidence any more."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One thing a verdict stands on that is not what it was."""

    shift: Shift
    what: str
    """Id of the claim or of the evidence."""
    reworded: Reworded | None = None
    """How much; None where it cannot be told."""
    before: str = ""
    after: str = ""
    """The words of the claim; of evidence, the quoted words and what stands in their place ("" where nothing like
    them does)."""

    @property
    def sentence(self) -> str:
        """What to tell a person."""
        much = self.reworded.words if self.reworded else ""
        match self.shift:
            case Shift.REWORDED:
                return say("記載が変わりました（{much}）：「{after}」", much=much, after=_short(self.after))
            case Shift.OTHER_HEADING:
                return say("見出しが変わりました（{much}）：「{after}」", much=much, after=_short(self.after))
            case Shift.MISSING:
                return say("証跡 {evidence} のファイルがありません", evidence=self.what)
            case Shift.UNREGISTERED:
                return say("証跡 {evidence} が台帳にありません", evidence=self.what)
            case Shift.CHANGED:
                return self._changed(much)

    def _changed(self, much: str) -> str:
        if self.reworded is None:
            return say("証跡 {evidence} が判定後に変わりました", evidence=self.what)
        if self.reworded.amount is Amount.NOTHING:
            return say(
                "証跡 {evidence} が判定後に変わりました（引用した箇所はそのままです）", evidence=self.what
            )
        if not self.after:
            return say("証跡 {evidence} が判定後に変わり、引用した箇所が見当たりません", evidence=self.what)
        return say(
            "証跡 {evidence} が判定後に変わりました（引用した箇所：{much}）：「{after}」",
            evidence=self.what,
            much=much,
            after=_short(self.after),
        )


def iter_moved(
    verdict: Verdict,
    claim: Claim,
    now: Mapping[str, Standing] | None,
    library: Library | None = None,
    names: tuple[str, ...] = (),
) -> Iterator[Moved]:
    """Everything a verdict stands on that is not what it was; nothing while it stands.

    `now` is what `standings` says; None where the evidence is not looked at. With the passages of the evidence as it
    is now (`library`) it is told what became of the quotes.
    """
    if verdict.claim_fingerprint != claim.fingerprint:
        yield Moved(
            shift=Shift.REWORDED,
            what=claim.id,
            reworded=reworded(verdict.claim_text, claim.text, names),
            before=verdict.claim_text,
            after=claim.text,
        )
    if folded(verdict.claim_scope) != folded(claim.scope):
        yield Moved(
            shift=Shift.OTHER_HEADING,
            what=claim.id,
            reworded=reworded(verdict.claim_scope, claim.scope, names),
            before=verdict.claim_scope,
            after=claim.scope,
        )
    if now is None:
        return
    for evidence in dict.fromkeys([*verdict.evidence, *verdict.heard]):
        stands = now.get(evidence)
        if stands is None:
            yield Moved(shift=Shift.UNREGISTERED, what=evidence)
        elif stands.is_missing:
            yield Moved(shift=Shift.MISSING, what=evidence)
        elif stands.sha256 != verdict.evidence.get(evidence, "") or stands.heard != verdict.heard.get(
            evidence, ""
        ):
            yield _changed(evidence, verdict, stands, library, names)


def _changed(
    evidence: str, verdict: Verdict, stands: Standing, library: Library | None, names: tuple[str, ...]
) -> Moved:
    quotes = [quote for quote in verdict.quotes if quote.evidence == evidence]
    if library is None or not quotes or library.digests.get(evidence, "") != stands.sha256:
        return Moved(shift=Shift.CHANGED, what=evidence)
    texts = [passage.text for passage in library.passages if passage.evidence == evidence]
    now = [_in_place_of(quote, texts) for quote in quotes]
    told = [
        (reworded(quote.text, after, names) if after else Reworded(amount=Amount.MEANING), quote, after)
        for quote, after in zip(quotes, now, strict=True)
    ]
    worst, quote, after = max(told, key=lambda one: list(Amount).index(one[0].amount))
    return Moved(shift=Shift.CHANGED, what=evidence, reworded=worst, before=quote.text, after=after)


def _in_place_of(quote: Quote, texts: list[str]) -> str:
    """The quoted words where they still stand, else the line most like them; "" for none."""
    if folded(quote.text) in folded("".join(texts)):
        return quote.text
    lines = (line for text in texts for line in _LINE.findall(text))
    alike, line = max(((likeness(quote.text, line), line) for line in lines), default=(0.0, ""))
    return line.strip() if alike else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
