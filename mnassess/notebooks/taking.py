"""One annotation after the other → a record that grows by what they say."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from mnassess.documents.model import Assessment
from mnassess.documents.naming import place_title
from mnassess.documents.typed import normalized
from mnassess.documents.words import shortened
from mnassess.errors import ReviewError
from mnassess.evidence.drift import Digests
from mnassess.evidence.model import Register
from mnassess.language import say
from mnassess.notebooks.annotations import Annotation, SaidChange, SaidFinding, SaidVerdict, read_annotation
from mnassess.notebooks.blanks import Blanks
from mnassess.notebooks.placing import Placed
from mnassess.review.actions import change_finding, give_verdict, note_finding
from mnassess.review.claims import path_of
from mnassess.review.fingerprints import fingerprint
from mnassess.review.ground import Standing, standings
from mnassess.review.joining import added, difference
from mnassess.review.model import Claim, FindingSeverity, FindingState, Method, Quote
from mnassess.review.personal_data import personal_data_in
from mnassess.review.quotes import look_up
from mnassess.review.record import (
    GivenVerdict,
    KnownFinding,
    Remark,
    ReviewRecord,
    identified,
    standing,
)
from mnassess.review.remark_lines import answer_words
from mnassess.review.remarks import live_remarks, rewrite_remark, take_back_remark, write_remark

Json = Any
_ALIKE = 0.6
"""From this likeness on, what stands in a cell now is what was collected from it, rewritten."""

_COMPARED = 2000
"""Characters from the beginning by which likeness is told: a picture pasted as text has a hundred thousand."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The evidence of a review as it is now."""

    register: Register
    digests: Digests

    @property
    def ids(self) -> frozenset[str]:
        """Of its entries."""
        return frozenset(one.id for one in self.register.entries)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What annotations are held against."""

    assessment: Assessment
    claims: tuple[Claim, ...]
    """As they are now."""
    evidence: Evidence | None
    """None where there is no register."""
    seen: Mapping[str, str]
    """Entry id → SHA-256 of the evidence as the reviewers saw it; {} where that is not known."""
    at: datetime

    def as_seen(self) -> Mapping[str, Standing]:
        """The evidence as the reviewers saw it: a file that changed since is not what their verdicts rest on."""
        if self.evidence is None:
            return {}
        found = {}
        for entry, now in standings(self.evidence.register, self.evidence.digests).items():
            was = "" if now.heard else self.seen.get(entry, "")
            is_other = was and was != now.sha256
            found[entry] = replace(now, sha256=was, is_missing=False) if is_other else now
        return found


class Taking:
    """A record that grows by what annotations say."""

    def __init__(self, record: ReviewRecord, case: Case) -> None:
        self.notices: list[str] = []
        self._blanks = Blanks(record, case.claims)
        self.counts = dict.fromkeys(("remarks", "verdicts", "findings", "known"), 0)
        self._assessment, self._at, self._evidence = case.assessment, case.at, case.evidence
        self._claims = {claim.id: claim for claim in case.claims}
        self._at_path: dict[str, list[Claim]] = {}
        for claim in case.claims:
            self._at_path.setdefault(claim.path, []).append(claim)
        self._ids = case.evidence.ids if case.evidence else frozenset()
        self._now = case.as_seen()

    @property
    def record(self) -> ReviewRecord:
        """The record with everything that was taken."""
        return self._blanks.whole()

    def take(self, one: Placed) -> None:
        """Take what one reviewer wrote about one blank."""
        said = read_annotation(one.text, self._ids.__contains__ if self._evidence else None)
        place = self._place(one.path)
        self.notices += [f"{place}：{notice}" for notice in said.notices]
        left = [said.words, *self._verdicts(one, said)]
        for finding in said.findings:
            self._finding(one, finding, said)
        for change in said.changes:
            left += self._change(one, change)
        words = "\n\n".join(filter(None, left))
        if words:
            self._remark(one, words)
        self._point_out(one, place)

    def _place(self, path: str) -> str:
        return place_title(self._assessment, path)

    def _point_out(self, one: Placed, place: str) -> None:
        for kind in personal_data_in(one.text):
            self.notices.append(
                say(
                    "{place}：{who} さんの記入に{kind}があります。個人の情報なら消してください。",
                    place=place,
                    who=one.reviewer,
                    kind=kind.word,
                )
            )

    # --- remarks --------------------------------------------------------------------------------------------

    def _remark(self, one: Placed, typed: str) -> None:
        words = normalized(typed)[0].strip()
        said = self._blanks.of(one.path)
        own = [known for known in said.remarks if known.by == one.reviewer]
        if any(known.text == words for known in own):
            self.counts["known"] += 1
            return
        before = self._rewritten(one, words, own)
        seen = one.answer or ""
        if before:
            after = rewrite_remark(
                said, before.name, words, by=one.reviewer, at=self._at, seen=seen or before.seen
            )
        else:
            after = write_remark(said, one.path, words, by=one.reviewer, at=self._at, seen=seen)
        self._go_on(after, one, "remarks")
        if seen and answer_words(self._assessment, one.path) != seen:
            self.notices.append(
                say(
                    "{place}：このノートブックを作った後に記載が変わっています。意見のところに前後を示します。",
                    place=self._place(one.path),
                )
            )

    def _rewritten(self, one: Placed, words: str, own: list[Remark]) -> Remark | None:
        """The remark that came out of the same cell before and reads now like this; None where there is none."""
        alike = [
            (_likeness(known.text, words), known)
            for known in standing(own)
            if known.text and self._blanks.is_from(one.slot, known.id)
        ]
        best = max(alike, key=lambda found: found[0], default=None)
        return best[1] if best and best[0] >= _ALIKE else None

    def _change(self, one: Placed, change: SaidChange) -> list[str]:
        """An earlier remark rewritten or taken back; returns the words that are free text because there is none."""
        home = self._blanks.home_of(change.name)
        said = self._blanks.of(one.path if home is None else home)
        known = next((live for live in live_remarks(said) if live.name == change.name), None)
        history = [version for version in said.remarks if version.name == change.name]
        if any((v.by, v.text or v.reason) == (one.reviewer, change.words) for v in history if v.over):
            self.counts["known"] += 1
            return []
        if known is None or (not change.words and not change.is_taken_back):
            self.notices.append(
                say(
                    "{place}：意見 {name} は点検の記録にありません。文として取り込みます。",
                    place=self._place(one.path),
                    name=change.name,
                )
            )
            return [f"{change.name}：{change.words}"]
        if change.is_taken_back:
            after = take_back_remark(said, change.name, by=one.reviewer, at=self._at, reason=change.words)
        else:
            after = rewrite_remark(said, change.name, change.words, by=one.reviewer, at=self._at)
        self._go_on(after, one, "remarks", known.path)
        return []

    # --- verdicts -------------------------------------------------------------------------------------------

    def _verdicts(self, one: Placed, said: Annotation) -> Iterator[str]:
        """Take the verdicts; yields the lines of those that are free text after all."""
        about: dict[str, tuple[Claim, list[SaidVerdict]]] = {}
        for verdict in said.verdicts:
            claim = self._claim(one, verdict.target)
            if claim is None:
                self.notices.append(self._unclear(one, verdict.target))
                yield verdict.typed
            else:
                about.setdefault(claim.id, (claim, []))[1].append(verdict)
        for claim, verdicts in about.values():
            if len({replace(verdict, typed="", target="") for verdict in verdicts}) > 1:
                self.notices.append(
                    say(
                        "{place}：一つの記載に判定が二通り書かれています。文として取り込みます。",
                        place=self._place(one.path),
                    )
                )
                yield "\n".join(verdict.typed for verdict in verdicts)
                continue
            refused = self._verdict(one, claim, verdicts[0])
            if refused:
                yield refused

    def _unclear(self, one: Placed, target: str) -> str:
        if target:
            return say(
                "{place}：記載「{target}」はこの欄にありません。判定を文として取り込みます。",
                place=self._place(one.path),
                target=target,
            )
        return say(
            "{place}：どの記載への判定か分かりません（判定 2：… のように番号を付けます）。文として取り込みます。",
            place=self._place(one.path),
        )

    def _claim(self, one: Placed, target: str) -> Claim | None:
        """The claim a verdict or finding names, in the words its author saw."""
        known = [self._seen_claim(raw, one.path) for raw in one.claims] if one.claims else []
        claims = [claim for claim in known if claim] or self._at_path.get(one.path, [])
        if target.startswith("#"):
            return next((claim for claim in claims if claim.id.endswith(target)), None)
        if target:
            place = int(target) - 1
            return claims[place] if 0 <= place < len(claims) else None
        return claims[0] if len(claims) == 1 else None

    def _seen_claim(self, raw: Json, path: str) -> Claim | None:
        """A claim as the metadata has it: the one of now where its words are the same."""
        if not isinstance(raw, dict) or not all(isinstance(raw.get(key), str) for key in ("id", "text")):
            return None
        if path_of(raw["id"]) != path:
            return None
        scope = raw["scope"] if isinstance(raw.get("scope"), str) else ""
        now = self._claims.get(raw["id"])
        if now and now.text == raw["text"] and now.scope == scope:
            return now
        return Claim(
            id=raw["id"], path=path, scope=scope, text=raw["text"], fingerprint=fingerprint(raw["text"])
        )

    def _verdict(self, one: Placed, claim: Claim, said: SaidVerdict) -> str:
        """Take a verdict; returns its words where it cannot be one."""
        evidence, quotes, homeless = self._ground(one, said.evidence, said.quotes)
        said = replace(said, note="\n".join(filter(None, (said.note, homeless))))
        method = said.method or Method.EXAMINE
        if self._is_known_verdict(one, claim, said, evidence, quotes):
            self.counts["known"] += 1
            return ""
        before = self._blanks.of(one.path)
        try:
            after = give_verdict(
                before, claim, said.code, method=method, by=one.reviewer, at=self._at,
                evidence=evidence, quotes=quotes, note=said.note, now=self._now,
            )  # fmt: skip
        except ReviewError as error:
            self.notices.append(
                say(
                    "{place}：判定を取り込めません（{reason}）。文として取り込みます。",
                    place=self._place(one.path),
                    reason=str(error).rstrip("。"),
                )
            )
            return said.typed
        (new,) = difference(after, before).verdicts
        known = self._known_to(one, claim, new)
        self._go_on(added(before, verdicts=(identified(replace(new, id="", over=known)),)), one, "verdicts")
        return ""

    def _known_to(self, one: Placed, claim: Claim, new: GivenVerdict) -> tuple[str, ...]:
        """The verdicts its author knew of: those in the notebook, and their own. Others stand beside it as a conflict."""
        seen = next((raw.get("over") for raw in one.claims if raw.get("id") == claim.id), None)
        listed = {name for name in seen if isinstance(name, str)} if isinstance(seen, list) else set()
        judged = self._blanks.of(one.path).judgements
        heads = {known.id: known for known in judged if known.id in new.over}
        return tuple(
            sorted(name for name, known in heads.items() if name in listed or known.by == one.reviewer)
        )

    def _is_known_verdict(
        self,
        one: Placed,
        claim: Claim,
        said: SaidVerdict,
        evidence: Collection[str],
        quotes: tuple[Quote, ...],
    ) -> bool:
        """Whether the cell said so before, or its author does already."""
        blank = self._blanks.of(one.path)
        heads = {known.id for known in standing(blank.judgements)}
        quoted = [(quote.evidence, quote.text) for quote in quotes]
        for known in blank.verdicts:
            given = known.given
            is_same = (
                (given.claim, given.by, given.code) == (claim.id, one.reviewer, said.code)
                and given.method is (said.method or Method.EXAMINE)
                and {*given.evidence, *given.heard} == {*evidence, *(quote.evidence for quote in quotes)}
                and [(quote.evidence, quote.text) for quote in given.quotes] == quoted
                and given.note == normalized(said.note)[0].strip()
            )
            if is_same and (known.id in heads or not one.slot or self._blanks.is_from(one.slot, known.id)):
                return True
        return False

    def _ground(
        self, one: Placed, named: Iterable[str], said: tuple[Quote, ...]
    ) -> tuple[tuple[str, ...], tuple[Quote, ...], str]:
        """(the evidence, the quotes of it, the words of those that name none); one that does not stand there is marked."""
        ids = tuple(dict.fromkeys(named))
        only = ids[0] if len(ids) == 1 else ""
        quotes = tuple(replace(quote, evidence=quote.evidence or only) for quote in said)
        homeless = [quote for quote in quotes if quote.evidence not in self._ids]
        if homeless:
            self.notices.append(
                say(
                    "{place}：引用「{quote}」がどの証跡のものか分かりません。",
                    place=self._place(one.path),
                    quote=shortened(homeless[0].text),
                )
            )
        words = "\n".join(say("引用「{words}」", words=quote.text) for quote in homeless)
        quotes = tuple(quote for quote in quotes if quote not in homeless)
        if self._evidence and quotes:
            looked = look_up(quotes, self._evidence.register, self._evidence.digests, unchecked=True)
            self.notices += looked.notices
            quotes = looked.quotes
        return ids, quotes, words

    # --- findings -------------------------------------------------------------------------------------------

    def _finding(self, one: Placed, said: SaidFinding, annotation: Annotation) -> None:
        claim = self._claim(one, said.target)
        if said.target and claim is None:
            self.notices.append(
                say(
                    "{place}：記載「{target}」はこの欄にありません。欄への指摘として取り込みます。",
                    place=self._place(one.path),
                    target=said.target,
                )
            )
        about = claim.id if claim and said.target else ""
        evidence, quotes, homeless = self._ground(one, said.evidence, said.quotes)
        message = normalized("\n".join(filter(None, (said.message, homeless))))[0].strip()
        known = self._known_finding(one, message)
        if known is None:
            before = self._blanks.of(one.path)
            after = note_finding(
                before,
                message=message,
                severity=said.severity or FindingSeverity.OBSERVATION,
                by=one.reviewer,
                at=self._at,
                path=one.path,
                claim=about,
                evidence=tuple(name for name in evidence if name in self._ids or not self._evidence),
                quotes=quotes,
                proposal=said.proposal,
                advice=said.wording,
            )
            (known,) = difference(after, before).findings
            self._go_on(after, one, "findings")
            self._replaced(one, known, annotation)
            self._members(one, known, said)
        elif self._members(one, known, said):
            self.counts["findings"] += 1
        else:
            self.counts["known"] += 1

    def _known_finding(self, one: Placed, message: str) -> KnownFinding | None:
        return next(
            (
                known
                for known in self._blanks.of(one.path).findings
                if (known.by, known.finding.message) == (one.reviewer, message)
            ),
            None,
        )

    def _replaced(self, one: Placed, new: KnownFinding, annotation: Annotation) -> None:
        """A finding of the same cell that is not in it any more and reads like the new one was rewritten: withdrawn."""
        there = {normalized(said.message)[0].strip() for said in annotation.findings} | {new.finding.message}
        for old in self._blanks.of(one.path).findings:
            is_gone = old.by == one.reviewer and old.id != new.id and old.finding.message not in there
            if (
                is_gone
                and self._blanks.is_from(one.slot, old.id)
                and _likeness(old.finding.message, new.finding.message) >= _ALIKE
            ):
                reason = say("書き直した（{id}）", id=new.id)
                self._withdraw(one, old, reason)
                return

    def _withdraw(self, one: Placed, old: KnownFinding, reason: str) -> None:
        after = change_finding(
            self._blanks.of(one.path),
            old.id,
            by=one.reviewer,
            at=self._at,
            state=FindingState.WITHDRAWN,
            reason=reason,
        )
        self._go_on(after, one, "")

    def _members(self, one: Placed, known: KnownFinding, said: SaidFinding) -> bool:
        """Give it the members the cell gives that it did not give before; whether there are any.

        What people changed elsewhere since stays.
        """
        due: date | str | None = said.due
        wanted = {
            "owner": said.owner or None,
            "due": due,
            "severity": said.severity,
            "proposal": said.proposal or None,
            "advice": said.wording or None,
        }
        first, said_so = known.finding, self._blanks.of(one.path)
        earlier = {
            (change.field, change.value)
            for change in said_so.finding_changes
            if change.about == known.id and (self._blanks.is_from(one.slot, change.id) or not one.slot)
        }
        fresh: dict[str, Any] = {}
        for name, value in wanted.items():
            if value is None:
                continue
            text = value.isoformat() if isinstance(value, date) else str(value)
            is_first = getattr(first, name) == value
            if not is_first and (name, text) not in earlier:
                fresh[name] = value
        if not fresh:
            return False
        after = change_finding(said_so, known.id, by=one.reviewer, at=self._at, **fresh)
        return self._blanks.go_on(one.path, after, one.slot)

    # --- what they have in common ---------------------------------------------------------------------------

    def _go_on(self, after: ReviewRecord, one: Placed, counted: str, path: str | None = None) -> None:
        is_new = self._blanks.go_on(one.path if path is None else path, after, one.slot)
        if counted and is_new:
            self.counts[counted] += 1


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False).ratio()
