"""What a reviewer typed into an annotation cell → what it says. Whatever is not understood is free text, and is told.

    判定 2：確認済　閲覧　E012「再委託には承諾を要する」
    指摘：承諾書に日付がない。
    提案：様式に日付欄を設ける。
    担当：税務課
    期限：令和9年3月31日

Everything else is free text. The words are data: `notation`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from mnassess.documents.typed import one_line
from mnassess.errors import AnswerError
from mnassess.forms.dates import parse_date
from mnassess.language import say
from mnassess.notebooks.notation import Keyword, standard_notation
from mnassess.review.model import FindingSeverity, Method, Quote, VerdictCode
from mnassess.review.words import Code, choice_words, choices, code_named

_BULLET = r"\s*(?:(?:[-*・●○◆■>]|[0-9０-９]+[.)．）])\s*)?"
_TARGET = r"[\s　]*(?P<target>[#＃A-Za-z0-9０-９①-⑳()（）_-]*|記載[\s　]*[0-9０-９①-⑳]+)[\s　]*"
_NUMBER = re.compile(r"[(（]?(?:記載\s*)?([0-9]{1,9})[)）]?")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*[0-9][A-Za-z0-9_.-]*")
"""What evidence ids look like; with the ids of the register at hand, those."""
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,}).*")
_BETWEEN = re.compile(r"[\s　、,，・／/]+")
_LOCATION = re.compile(r"@([^「」\s　]*)$")
_LONGEST = 3
"""Words of which the name of a verdict is made."""
_SHOWN = 30
"""Characters of a line that a sentence quotes."""


@dataclass(frozen=True, kw_only=True)
class SaidVerdict:
    """A verdict as typed."""

    target: str = ""
    """Which claim of the blank: its number there ("2"), or the end of its id ("#1a2b"); "" where none is named."""
    code: VerdictCode
    method: Method | None = None
    evidence: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    """A quote without an id has "" as its evidence."""
    note: str = ""
    typed: str = ""
    """The lines it was read from."""


@dataclass(frozen=True, kw_only=True)
class SaidFinding:
    """A finding as typed."""

    target: str = ""
    """As in a verdict."""
    message: str = ""
    severity: FindingSeverity | None = None
    proposal: str = ""
    wording: str = ""
    owner: str = ""
    due: date | None = None
    evidence: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SaidChange:
    """An earlier remark to be rewritten, or taken back."""

    name: str
    words: str = ""
    """The new words; of one to be taken back, the reason."""
    is_taken_back: bool = False


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """What one annotation cell says."""

    words: str = ""
    """The free text."""
    verdicts: tuple[SaidVerdict, ...] = ()
    findings: tuple[SaidFinding, ...] = ()
    changes: tuple[SaidChange, ...] = ()
    notices: tuple[str, ...] = ()
    """What was not understood and therefore is free text."""


def read_annotation(text: str, is_evidence: Callable[[str], bool] | None = None) -> Annotation:
    """What the text of an annotation cell says. `is_evidence`: whether the register has an entry of that id."""
    reading = _Reading(is_evidence or (lambda name: _ID.fullmatch(name) is not None))
    lines = text.split("\n")
    quoted = _quoted_lines(lines)
    for number, line in enumerate(lines):
        if number in quoted:
            reading.take_words(line)
        else:
            reading.take(line)
    return reading.came_to()


# --- inside -----------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class _Verdict:
    lines: list[str]
    said: SaidVerdict
    notes: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class _Finding:
    target: str = ""
    texts: dict[Keyword, list[str]] = field(default_factory=dict)
    severity: FindingSeverity | None = None
    owner: str = ""
    due: date | None = None
    evidence: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


_LONG = (Keyword.FINDING, Keyword.PROPOSAL, Keyword.WORDING)


class _Reading:
    """The lines of one annotation, taken one after the other."""

    def __init__(self, is_evidence: Callable[[str], bool]) -> None:
        self._is_evidence = is_evidence
        self._free: list[str] = []
        self._verdicts: list[_Verdict] = []
        self._findings: list[_Finding] = []
        self._changes: list[tuple[str, bool, list[str]]] = []
        self._notices: list[str] = []
        self._goes_on: Callable[[str], None] = self._free.append
        """Where a line without a keyword goes: to what stands right above it."""
        self._current: _Verdict | _Finding | None = None

    def take_words(self, line: str) -> None:
        """Take a line as nothing but words, whatever they look like."""
        self._goes_on(line)

    def take(self, line: str) -> None:
        found = _line_pattern().fullmatch(line)
        if found is None:
            if not line.strip():
                self._goes_on = self._free.append
            if _several_pattern().match(line):
                self._goes_on = self._free.append
                self._notices.append(
                    say(
                        "「{line}」：判定や指摘は記載ごとに一行ずつ書きます。文として取り込みます。",
                        line=_short(line),
                    )
                )
            self._goes_on(line)
            return
        keyword = _keyword_of(found["word"])
        target = unicodedata.normalize("NFKC", found["target"] or "").strip()
        refused = self._take(keyword, target, found["rest"].strip(), line)
        if refused is not None:
            if refused:
                self._notices.append(refused)
            self._goes_on = self._free.append
            self._free.append(line)

    def _take(self, keyword: Keyword, target: str, rest: str, line: str) -> str | None:
        """Take a line with a keyword; returns why it is free text after all ("" without a word), None where it is taken."""
        match keyword:
            case Keyword.VERDICT:
                return self._take_verdict(target, rest, line)
            case Keyword.REWRITE | Keyword.TAKE_BACK:
                return self._take_change(keyword, target, rest)
            case Keyword.FINDING:
                named = _target(target)
                if target and not named:
                    return ""
                self._begin(_Finding(target=named or ""))
                return self._long(keyword, rest)
        if target:
            return ""
        match keyword:
            case Keyword.PROPOSAL | Keyword.WORDING:
                return self._long(keyword, rest)
            case Keyword.METHOD | Keyword.NOTE:
                return self._of_verdict(keyword, rest, line)
            case Keyword.EVIDENCE | Keyword.QUOTE:
                return self._ground(keyword, rest, line)
        return self._of_finding(keyword, rest)

    def _take_verdict(self, target: str, rest: str, line: str) -> str | None:
        named = _target(target)
        if target and not named:
            return ""
        quotes, left = _quotes(rest, self._is_evidence)
        words = [one for one in _BETWEEN.split(left) if one]
        code, words = _leading(VerdictCode, words)
        if code not in choices(VerdictCode):
            return say(
                "「{word}」という判定はありません（使える判定：{known}）。文として取り込みます。",
                word=words[0] if words else "",
                known=choice_words(VerdictCode),
            )
        method, evidence, rest_words = None, [one.evidence for one in quotes if one.evidence], []
        for one in words:
            known = _named(Method, one)
            if known and method is None:
                method = known
            elif self._is_evidence(one):
                evidence.append(one)
            else:
                rest_words.append(one)
        assert code is not None
        said = SaidVerdict(
            target=named or "",
            code=code,
            method=method,
            evidence=tuple(dict.fromkeys(evidence)),
            quotes=quotes,
        )
        verdict = _Verdict(lines=[line], said=said, notes=[" ".join(rest_words)] if rest_words else [])
        self._verdicts.append(verdict)
        self._current = verdict
        self._goes_on = lambda more: _more(verdict, more)
        return None

    def _take_change(self, keyword: Keyword, target: str, rest: str) -> str | None:
        if not target.startswith("r-"):
            return say("どの意見のことか分かりません（例：訂正 r-1a2b3c4d：…）。文として取り込みます。")
        words = [rest]
        self._changes.append((target, keyword is Keyword.TAKE_BACK, words))
        self._current = None
        self._goes_on = words.append
        return None

    def _long(self, keyword: Keyword, rest: str) -> str | None:
        """A text of a finding, which may go on over the next lines. One without a finding above it makes one."""
        if not isinstance(self._current, _Finding) or keyword in self._current.texts:
            self._begin(_Finding())
        assert isinstance(self._current, _Finding)
        lines = self._current.texts[keyword] = [rest]
        self._goes_on = lines.append
        return None

    def _of_verdict(self, keyword: Keyword, rest: str, line: str) -> str | None:
        verdict = self._current
        if not isinstance(verdict, _Verdict):
            return say("「{line}」の上に判定がありません。文として取り込みます。", line=_short(line))
        if keyword is Keyword.NOTE:
            verdict.notes.append(rest)
        else:
            method = _named(Method, rest)
            if method is None:
                return say(
                    "「{word}」という確かめ方はありません（使えるもの：{known}）。文として取り込みます。",
                    word=_short(rest),
                    known=choice_words(Method),
                )
            if verdict.said.method not in {None, method}:
                return _twice(line)
            verdict.said = replace(verdict.said, method=method)
        verdict.lines.append(line)
        self._goes_on = lambda more: _more(verdict, more)
        return None

    def _ground(self, keyword: Keyword, rest: str, line: str) -> str | None:
        """Evidence ids, or a quote, of the verdict or the finding above."""
        current = self._current
        if current is None:
            return say("「{line}」の上に判定も指摘もありません。文として取り込みます。", line=_short(line))
        quotes, left = _quotes(rest, self._is_evidence)
        words = [one for one in _BETWEEN.split(left) if one]
        if keyword is Keyword.QUOTE and not quotes:
            quotes, words = (Quote(evidence="", text=rest),) if rest else (), []
        strange = [one for one in words if not self._is_evidence(one)]
        if strange:
            return say("「{id}」という証跡は台帳にありません。文として取り込みます。", id=_short(strange[0]))
        ids = (*(one.evidence for one in quotes if one.evidence), *words)
        if isinstance(current, _Verdict):
            had = current.said
            current.said = replace(
                had, evidence=tuple(dict.fromkeys((*had.evidence, *ids))), quotes=(*had.quotes, *quotes)
            )
            current.lines.append(line)
        else:
            current.evidence = tuple(dict.fromkeys((*current.evidence, *ids)))
            current.quotes = (*current.quotes, *quotes)
        self._goes_on = self._free.append
        return None

    def _of_finding(self, keyword: Keyword, rest: str) -> str | None:
        finding = self._current
        if not isinstance(finding, _Finding):
            return say("「{line}」の上に指摘がありません。文として取り込みます。", line=_short(rest))
        match keyword:
            case Keyword.SEVERITY:
                severity = _named(FindingSeverity, rest)
                if severity is None:
                    return say(
                        "「{word}」という重さはありません（使えるもの：{known}）。文として取り込みます。",
                        word=_short(rest),
                        known=choice_words(FindingSeverity),
                    )
                if finding.severity not in {None, severity}:
                    return _twice(rest)
                finding.severity = severity
            case Keyword.OWNER:
                try:
                    owner = one_line(rest)
                except AnswerError:
                    return say("担当の名前に制御文字があります。文として取り込みます。")
                if finding.owner not in {"", owner}:
                    return _twice(rest)
                finding.owner = owner
            case _:
                day = _day(rest)
                if day is None:
                    return say("「{day}」は日付として読めません。文として取り込みます。", day=_short(rest))
                if finding.due not in {None, day}:
                    return _twice(rest)
                finding.due = day
        self._goes_on = self._free.append
        return None

    def _begin(self, finding: _Finding) -> None:
        self._findings.append(finding)
        self._current = finding

    def came_to(self) -> Annotation:
        findings = tuple(_finished(one) for one in self._findings)
        empty = [one for one in findings if not one.message]
        notices = [say("内容のない指摘がありました。") for _ in empty]
        return Annotation(
            words="\n".join(self._free).strip(),
            verdicts=tuple(map(_judged, self._verdicts)),
            findings=tuple(one for one in findings if one.message),
            changes=tuple(
                SaidChange(name=name, words="\n".join(lines).strip(), is_taken_back=is_back)
                for name, is_back, lines in self._changes
            ),
            notices=(*self._notices, *notices),
        )


def _twice(line: str) -> str:
    return say("「{line}」は二度目です。文として取り込みます。", line=_short(line))


def _more(verdict: _Verdict, line: str) -> None:
    verdict.notes.append(line)
    verdict.lines.append(line)


def _judged(one: _Verdict) -> SaidVerdict:
    return replace(one.said, note="\n".join(filter(None, one.notes)).strip(), typed="\n".join(one.lines))


def _finished(one: _Finding) -> SaidFinding:
    message, proposal, wording = ("\n".join(one.texts.get(keyword, ())).strip() for keyword in _LONG)
    return SaidFinding(
        target=one.target,
        message=message or proposal or wording,
        severity=one.severity or (None if message else FindingSeverity.OPPORTUNITY),
        proposal=proposal,
        wording=wording,
        owner=one.owner,
        due=one.due,
        evidence=one.evidence,
        quotes=one.quotes,
    )


@cache
def _line_pattern() -> re.Pattern[str]:
    words = sorted(
        (word for one in standard_notation().values() for word in one.words), key=len, reverse=True
    )
    either = "|".join(map(re.escape, words))
    return re.compile(
        rf"{_BULLET}(?:\*\*|__)?(?P<word>{either})(?:\*\*|__)?{_TARGET}(?:\*\*|__)?[:：](?:\*\*|__)?(?P<rest>.*)",
        re.IGNORECASE,
    )


@cache
def _several_pattern() -> re.Pattern[str]:
    """A line that names several claims at once, which nothing can be recorded of."""
    words = (w for key in (Keyword.VERDICT, Keyword.FINDING) for w in standard_notation()[key].words)
    number = "[0-9０-９①-⑳]+"
    return re.compile(
        rf"{_BULLET}(?:\*\*|__)?(?:{'|'.join(map(re.escape, words))})[\s　]*{number}[\s　]*[、,，・と～〜~-][^:：]{{0,30}}[:：]",
        re.IGNORECASE,
    )


def _quoted_lines(lines: list[str]) -> set[int]:
    """The numbers of the lines in a closed code fence: an example, or words of somebody else."""
    found: set[int] = set()
    begin, fence = 0, ""
    for number, line in enumerate(lines):
        mark = _FENCE.fullmatch(line)
        if mark and not fence:
            begin, fence = number, mark[1]
        elif mark and line.strip().startswith(fence):
            found.update(range(begin, number + 1))
            fence = ""
    return found


def _keyword_of(word: str) -> Keyword:
    return next(key for key, one in standard_notation().items() if word.lower() in one.words)


def _named(codes: type[Code], typed: str) -> Code | None:
    """The code of a word, in capitals or not."""
    return code_named(codes, typed) or code_named(codes, typed.lower())


def _leading(codes: type[Code], words: list[str]) -> tuple[Code | None, list[str]]:
    """(the code that the first words name, the other words); English words may be several."""
    for count in range(min(len(words), _LONGEST), 0, -1):
        code = _named(codes, " ".join(words[:count]))
        if code:
            return code, words[count:]
    return None, words


def _target(typed: str) -> str | None:
    """The claim somebody names: "2", "#1a2b"; None where it is none."""
    if typed.startswith("#"):
        return typed
    number = _NUMBER.fullmatch(typed)
    return number[1] if number else None


def _quotes(text: str, is_evidence: Callable[[str], bool]) -> tuple[tuple[Quote, ...], str]:
    """(the quotes in 「」 of a line, each with the evidence named right before it, what else stands in the line)."""
    quotes: list[Quote] = []
    left, last = "", ""
    for outside, inside in _cut(text):
        location = _LOCATION.search(outside.rstrip(" 　:："))
        place = location[1] if location else ""
        before = outside.rstrip(" 　:：")[: location.start()] if location else outside.rstrip(" 　:：")
        ids = [one for one in _BETWEEN.split(before) if one and is_evidence(one)]
        last = ids[-1] if ids else last
        left += " " + (before if inside is not None else outside)
        if inside:
            quotes.append(Quote(evidence=last, text=inside, location=place))
    return tuple(quotes), left.strip()


def _cut(text: str) -> Iterator[tuple[str, str | None]]:
    """(what stands before a 「」, what stands in it; None behind the last). Brackets inside one another stay together."""
    depth, begin, outside = 0, 0, ""
    for place, letter in enumerate(text):
        if letter == "「":
            if depth == 0:
                outside, begin = text[begin:place], place + 1
            depth += 1
        elif letter == "」" and depth:
            depth -= 1
            if depth == 0:
                yield outside, text[begin:place]
                begin = place + 1
    if depth:
        yield outside + "「" + text[begin:], None
    else:
        yield text[begin:], None


def _day(text: str) -> date | None:
    iso = parse_date(text)
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
