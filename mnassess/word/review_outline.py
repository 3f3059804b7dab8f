"""点検結果報告書: what the review report prints, in which order. Pure: a `Review` in, a `Paper` out."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from mnassess.documents.naming import place_title
from mnassess.documents.words import shortened
from mnassess.evidence.drift import state_word, unhashed_remark
from mnassess.evidence.kinds import kind_word
from mnassess.forms.dates import show_date
from mnassess.forms.paths import parent_path
from mnassess.language import say
from mnassess.review.check_titles import titled
from mnassess.review.checklist import PartResult, PartState, part_word
from mnassess.review.checklist_questions import Question
from mnassess.review.checklist_state import ChecklistState, PointState, checklist_state
from mnassess.review.duty_state import DutyState
from mnassess.review.model import Claim, Finding, FindingSeverity, FindingState, VerdictCode
from mnassess.review.moments import moment_words
from mnassess.review.outcome import Review, SignOff
from mnassess.review.remark_lines import changed_since
from mnassess.review.remarks import LiveRemark
from mnassess.review.risks import process_word
from mnassess.review.words import word
from mnassess.word.sheets import Bar, Bars, Card, Grid, Heading, NewPage, Paper, Part, Text, Title

_LOOKED_AT = (
    VerdictCode.SUPPORTED,
    VerdictCode.PARTLY_SUPPORTED,
    VerdictCode.CONTRADICTED,
    VerdictCode.NOT_APPLICABLE,
)
"""Verdicts under which nothing is left to look at."""
_QUOTES = 2
"""Quotes of a verdict that are printed."""
_SIGNING_MM = 14
"""Height of a row people sign in."""


def review_paper(review: Review) -> Paper:
    """The whole report."""
    return Paper(tuple(_Outline(review).parts()))


def report_title() -> str:
    """What the report is called."""
    return say("点検結果報告書")


class _Outline:
    def __init__(self, review: Review) -> None:
        self._review = review
        self._findings = review.standing_findings()
        self._number = 0

    def parts(self) -> Iterator[Part]:
        yield from self._cover()
        yield NewPage()
        yield from self._summary()
        yield from self._by_process()
        yield from self._finding_cards()
        yield from self._checklist()
        yield from self._evidence()
        yield from self._judged()
        yield from self._remarks()
        yield from self._not_looked_at()
        yield from self._skipped()
        yield from self._withdrawn()
        yield from self._signatures()

    def _heading(self, text: str) -> Heading:
        self._number += 1
        return Heading(f"{self._number}　{text}")

    # --- title page -----------------------------------------------------------------------------------------

    def _cover(self) -> Iterator[Part]:
        review = self._review
        title = review.assessment.value("cover.title")
        yield Text("\n\n\n")
        yield Title(report_title())
        yield Text("\n")
        yield Card(
            review.agency or say("（評価実施機関の名称がない）"),
            (
                (say("評価書"), title if isinstance(title, str) else review.name),
                (say("事務"), review.operation),
                (
                    say("様式"),
                    say(
                        "{form}　{stamp}",
                        form=review.assessment.form.name,
                        stamp=review.assessment.form.stamp,
                    ),
                ),
                (say("点検の日"), show_date(review.as_of.isoformat())),
                (say("点検者"), "、".join(self._reviewers()) or say("（まだ誰も判定していない）")),
                (say("結果"), review.counts().words()),
            ),
        )
        yield Text(
            say(
                "「記載」は評価書に書かれた対策（対象外を除く）、「裏付け」は証跡により確認済の対策、「矛盾」は証跡が記載と異なることを示す対策、「未確認」はその残り（一部のみ、要再確認などを含む）の数です。"
            )
        )

    def _reviewers(self) -> tuple[str, ...]:
        given = [standing.verdict.by for standing in self._review.standings.values()]
        given += [verdict.by for rivals in self._review.rivals.values() for verdict in rivals]
        return tuple(
            dict.fromkeys(name for name in (*given, *(one.by for one in self._review.sign_offs)) if name)
        )

    # --- summary and picture --------------------------------------------------------------------------------

    def _summary(self) -> Iterator[Part]:
        yield self._heading(say("概要"))
        yield Text(self._review.counts().words())
        codes = Counter(self._review.code(claim.id) for claim in self._review.claims)
        verdicts = [(word(code), str(codes[code])) for code in VerdictCode]
        yield Grid(
            heads=(*(name for name, _ in verdicts), say("判定なし")),
            shares=(1,) * (len(verdicts) + 1),
            rows=((*(count for _, count in verdicts), str(codes[None])),),
            numbers=True,
        )
        yield from self._finding_counts()

    def _finding_counts(self) -> Iterator[Part]:
        found = Counter((one.severity, one.state) for one in self._findings)
        states = [state for state in FindingState if state is not FindingState.WITHDRAWN]
        yield Grid(
            heads=(say("指摘の重さ"), say("件数"), *(word(state) for state in states)),
            shares=(2, *(1,) * (len(states) + 1)),
            rows=tuple(
                (
                    word(severity),
                    str(sum(found[severity, state] for state in states)),
                    *(str(found[severity, state]) for state in states),
                )
                for severity in FindingSeverity
            ),
            numbers=True,
        )

    def _by_process(self) -> Iterator[Part]:
        yield self._heading(say("記載と裏付け（過程ごと）"))
        bars = tuple(
            Bar(
                process_word(process) or say("評価書全体"),
                (counts.supported, counts.contradicted, counts.unverified),
                counts.words(),
            )
            for process, counts in self._review.counts_by_process().items()
        )
        if bars:
            yield Bars((say("裏付け"), say("矛盾"), say("未確認")), bars)
        else:
            yield Text(say("対策の記載がありません。"))

    # --- findings -------------------------------------------------------------------------------------------

    def _finding_cards(self) -> Iterator[Part]:
        yield self._heading(say("指摘"))
        if self._review.checked_on is None:
            yield Text(say("自動点検は、まだ行っていません。"))
        elif not self._findings:
            yield Text(say("指摘はありません。"))
        else:
            yield Text(
                say(
                    "重いものから順に示します。「状態」の（　）には、指摘した人か、自動点検の番号と題名を示します。"
                )
            )
            yield from self._worst()
        number = 1
        for group in self._alike():
            severity = word(group[0].severity)
            if len(group) == 1:
                title = f"{number}　［{severity}］　{self._place(group[0].path)}"
                lines = self._own_lines(group[0])
            else:
                last = number + len(group) - 1
                title = say(
                    "{first}～{last}　［{severity}］　同じ対応をとる指摘 {count} 件",
                    first=number,
                    last=last,
                    severity=severity,
                    count=len(group),
                )
                lines = self._listed_lines(group, number)
            shown = (*lines, *self._shared_lines(group[0]))
            yield Card(title, tuple((label, text) for label, text in shown if text))
            number += len(group)

    def _worst(self) -> Iterator[Part]:
        """What is major, on one page, for those who do not read on."""
        printed = (one for group in self._alike() for one in group)
        numbered = [
            (number, one)
            for number, one in enumerate(printed, start=1)
            if one.severity is FindingSeverity.MAJOR
        ]
        if len(numbered) > 1:
            yield Text(say("重大な不適合は、次の {count} 件です。", count=len(numbered)))
            yield Grid(
                (say("番号"), say("欄"), say("指摘"), say("担当・期日"), say("状態")),
                (12, 56, 68, 26, 18),
                tuple(
                    (str(number), self._place(one.path), one.message, self._charge(one), word(one.state))
                    for number, one in numbered
                ),
                small=True,
            )

    def _alike(self) -> Iterable[Sequence[Finding]]:
        """Findings that call for the same, together: what is to be done is printed once."""
        groups: dict[Hashable, list[Finding]] = {}
        for one in self._findings:
            treatment = (one.clause, one.proposal, one.advice, one.owner, one.due, one.state)
            key = (one.severity, self._origin(one), *treatment)
            groups.setdefault(key, []).append(one)
        return groups.values()

    def _own_lines(self, finding: Finding) -> Iterator[tuple[str, str]]:
        yield say("記載"), self._stated(finding)
        yield say("証跡"), self._shown(finding)
        yield say("指摘"), finding.message
        yield say("判定"), self._judged_as(finding)

    def _judged_as(self, finding: Finding) -> str:
        """The verdict of a person on its claim: what a check only suspects may be settled by it."""
        standing = self._review.standings.get(finding.claim)
        if standing is None:
            return ""
        return say(
            "{verdict}（{method}　{by}）",
            verdict=word(standing.code),
            method=word(standing.verdict.method),
            by=standing.verdict.by,
        )

    def _listed_lines(self, group: Sequence[Finding], first: int) -> Iterator[tuple[str, str]]:
        """Finding by finding what it is about; the sentence they share stands below them."""
        shared = len({one.message for one in group}) == 1
        for number, one in enumerate(group, start=first):
            about = (self._place(one.path), self._stated(one), self._shown(one))
            yield str(number), "\n".join(filter(None, (*about, "" if shared else one.message)))
        yield say("指摘"), group[0].message if shared else ""

    def _shared_lines(self, finding: Finding) -> Iterator[tuple[str, str]]:
        yield say("根拠"), finding.clause
        yield say("対応の提案"), finding.proposal
        yield say("記載の助言"), finding.advice
        yield say("担当・期日"), self._charge(finding)
        yield say("状態"), f"{word(finding.state)}　（{self._origin(finding)}）"

    def _origin(self, finding: Finding) -> str:
        """The person, or the check, that found it."""
        return self._review.noted_by.get(finding.id) or say("自動点検 {check}", check=titled(finding.code))

    def _stated(self, finding: Finding) -> str:
        claim = self._review.claim_of.get(finding.claim)
        return _claim_words(claim) if claim else ""

    def _shown(self, finding: Finding) -> str:
        """The words of the evidence; what is not quoted, by its title."""
        quoted = {quote.evidence for quote in finding.quotes}
        titles = (self._review.evidence_title(one) for one in finding.evidence if one not in quoted)
        return "\n".join((*(self._review.quoted(quote) for quote in finding.quotes), *titles))

    def _charge(self, finding: Finding) -> str:
        return "　".join(filter(None, (finding.owner, self._due(finding))))

    def _due(self, finding: Finding) -> str:
        if not finding.due:
            return ""
        late = say("（期限超過）") if finding.is_late(self._review.as_of) else ""
        return show_date(finding.due.isoformat()) + late

    def _place(self, path: str) -> str:
        return place_title(self._review.assessment, path)

    # --- points of view and duties --------------------------------------------------------------------------

    def _checklist(self) -> Iterator[Part]:
        state = checklist_state(self._review)
        yield self._heading(say("審査の観点（指針第10）"))
        yield Text(state.counts.words())
        yield Grid(
            (say("審査の観点"), say("自動で確かめた事柄"), say("人への問いと答え")),
            (46, 67, 67),
            tuple(_point_row(one) for one in state.points),
            small=True,
        )
        yield from _risk_answers(state)
        yield self._heading(say("番号法が求める九つの義務"))
        yield Grid(
            (say("義務"), say("記載と裏付け"), say("判定の根拠とした証跡"), say("指摘"), say("問いと答え")),
            (40, 30, 46, 14, 50),
            tuple(self._duty_row(one) for one in state.duties),
            small=True,
        )

    def _duty_row(self, one: DutyState) -> tuple[str, ...]:
        evidence = "\n".join(self._review.evidence_title(entry) for entry in one.judged_by)
        return (
            f"{one.duty.number}　{one.duty.name}\n（{one.duty.clauses}）",
            one.counts.words(),
            evidence,
            str(len(one.findings)),
            _asked(one.question),
        )

    # --- evidence and what is left --------------------------------------------------------------------------

    def _evidence(self) -> Iterator[Part]:
        yield self._heading(say("証跡の一覧"))
        if not self._review.entries:
            yield Text(say("登録された証跡はありません。"))
            return
        used = Counter(
            entry for standing in self._review.standings.values() for entry in standing.verdict.evidence
        )
        rows = []
        for entry in self._review.entries:
            state = self._review.states.get(entry.id)
            collected = show_date(entry.collected_on.isoformat()) if entry.collected_on else ""
            words = state_word(state) if state else say("調べていない")
            rows.append(
                (
                    entry.id,
                    kind_word(entry.kind),
                    self._review.evidence_title(entry.id),
                    entry.department,
                    collected,
                    words,
                    str(used[entry.id]),
                )
            )
        yield Grid(
            heads=(say("番号"), say("種類"), say("名称"), say("部署"), say("入手した日"), say("状態"), say("判定の数")),
            shares=(13, 22, 51, 32, 33, 18, 11),
            rows=tuple(rows),
            small=True,
        )  # fmt: skip
        remark = unhashed_remark(self._review.states.values())
        if remark:
            yield Text(remark)

    def _judged(self) -> Iterator[Part]:
        """The verdicts that leave nothing to look at, each with the words it rests on and its note."""
        rows = [
            (
                self._place(claim.path),
                shortened(_claim_words(claim)),
                self._verdict(claim),
                "\n".join(filter(None, (self._rests_on(claim), self._note(claim)))),
            )
            for claim in self._review.claims
            if self._review.code(claim.id) in _LOOKED_AT
        ]
        if rows:
            yield self._heading(say("判定した記載"))
            heads = (say("欄"), say("記載"), say("判定"), say("引用と注記"))
            yield Grid(heads, (44, 56, 24, 56), tuple(rows), small=True)

    def _verdict(self, claim: Claim) -> str:
        standing = self._review.standings[claim.id]
        return f"{word(standing.code)}\n{word(standing.verdict.method)}　{standing.verdict.by}"

    def _rests_on(self, claim: Claim) -> str:
        """The beginning of the first quotes of its verdicts: whoever wants them whole opens the evidence."""
        standing = self._review.standings.get(claim.id)
        verdicts = self._review.rivals.get(claim.id) or ((standing.verdict,) if standing else ())
        quotes = [quote for verdict in verdicts for quote in verdict.quotes]
        told = [self._review.quoted(replace(one, text=shortened(one.text))) for one in quotes[:_QUOTES]]
        if len(quotes) > _QUOTES:
            told.append(say("ほか {count} 件", count=len(quotes) - _QUOTES))
        return "\n".join(told)

    def _remarks(self) -> Iterator[Part]:
        rows = tuple(
            (self._place(one.path), "\n".join((one.text, *self._since(one))), f"{one.by}\n{one.name}")
            for one in self._review.remarks
        )
        if rows:
            yield self._heading(say("点検者の意見"))
            yield Grid((say("欄"), say("意見"), say("書いた人・番号")), (46, 104, 30), rows, small=True)

    def _since(self, remark: LiveRemark) -> tuple[str, ...]:
        changed = changed_since(self._review.assessment, remark)
        return (say("（その後、記載が変わった：{change}）", change=changed),) if changed else ()

    def _note(self, claim: Claim) -> str:
        note = self._review.standings[claim.id].verdict.note
        return say("注記：{note}", note=" ".join(note.split())) if note else ""

    def _not_looked_at(self) -> Iterator[Part]:
        yield self._heading(say("確認していないもの"))
        rows = tuple((one.what, one.why) for one in self._review.unseen)
        if rows:
            yield Grid((say("対象"), say("理由")), (80, 100), rows, small=True)
        left = [claim for claim in self._review.claims if self._review.code(claim.id) not in _LOOKED_AT]
        judged = [one for one in left if one.id in self._review.standings or one.id in self._review.rivals]
        if judged:
            yield Text(say("次の記載は、裏付けを確認していません。"))
            yield Grid(
                (say("欄"), say("記載"), say("理由"), say("引用")),
                (44, 56, 32, 48),
                tuple(
                    (self._place(one.path), _claim_words(one), self._why_left(one), self._rests_on(one))
                    for one in judged
                ),
                small=True,
            )
        if len(judged) < len(left):
            yield from self._unjudged({one.id for one in left} - {one.id for one in judged})
        elif not left and not rows:
            yield Text(say("確認していないものはありません。"))

    def _unjudged(self, unjudged: Collection[str]) -> Iterator[Part]:
        """Counted by heading: the risk table has them one by one."""
        stated = Counter(parent_path(claim.path) for claim in self._review.claims)
        without = Counter(parent_path(claim.path) for claim in self._review.claims if claim.id in unjudged)
        yield Text(
            say(
                "次の欄には、判定のない記載があります（計 {count} 件）。一つ一つの記載は、リスク管理表に示しています。",
                count=len(unjudged),
            )
        )
        yield Grid(
            (say("欄"), say("記載"), say("判定なし")),
            (144, 18, 18),
            tuple((self._place(path), str(stated[path]), str(count)) for path, count in without.items()),
            small=True,
        )

    def _why_left(self, claim: Claim) -> str:
        if claim.id in self._review.rivals:
            return self._review.disputed(claim.id)
        standing = self._review.standings[claim.id]
        words = word(standing.code)
        reason = "、".join(standing.changes) or standing.verdict.note
        return say("{words}（{reason}）", words=words, reason=reason) if reason else words

    def _skipped(self) -> Iterator[Part]:
        yield self._heading(say("行わなかった自動点検"))
        rows = tuple((titled(one.code), one.reason, one.by) for one in self._review.skipped)
        if rows:
            yield Grid((say("点検"), say("行わなかった理由"), say("決めた人")), (54, 96, 30), rows)
        elif self._review.checked_on is None:
            yield Text(say("自動点検は、まだ行っていません。"))
        else:
            yield Text(
                say("自動点検を行いました（{at}）。", at=show_date(self._review.checked_on.isoformat()))
            )

    def _withdrawn(self) -> Iterator[Part]:
        gone = [one for one in self._review.findings if one.state is FindingState.WITHDRAWN]
        if gone:
            yield self._heading(say("取り下げた指摘"))
            rows = tuple(
                (self._place(one.path), one.message, self._review.reasons.get(one.id, "")) for one in gone
            )
            yield Grid((say("欄"), say("指摘"), say("取り下げた理由")), (46, 74, 60), rows, small=True)

    # --- sign-off -------------------------------------------------------------------------------------------

    def _signatures(self) -> Iterator[Part]:
        yield self._heading(say("点検結果の確定"))
        if not self._review.sign_offs:
            yield Text(say("点検結果は、まだ確定していません。"))
        rows = tuple(self._signature(one) for one in self._review.sign_offs) or (("", "", "", ""),)
        heads = (say("確定した人"), say("日時"), say("確定した範囲"), say("備考"))
        yield Grid(heads, (36, 38, 66, 40), rows, row_height=_SIGNING_MM)

    def _signature(self, sign_off: SignOff) -> tuple[str, str, str, str]:
        open_claims = len(self._review.claims) - len(set(sign_off.covered) & set(self._review.claim_of))
        covers = say(
            "記載 {covered} 件を確認（{open} 件は確認していない）",
            covered=len(sign_off.covered),
            open=open_claims,
        )
        if sign_off.lapsed:
            covers += "\n" + say("このうち {count} 件は、その後の変更により失効", count=len(sign_off.lapsed))
        return sign_off.by, moment_words(sign_off.at), covers, sign_off.note


def _point_row(one: PointState) -> tuple[str, str, str]:
    answered = [question for question in one.asks if question.said]
    left = len(one.asks) - len(answered)
    return (
        f"{one.point.id}　{one.point.question}",
        "\n".join(_part_words(one.automatic)),
        "\n".join(
            (
                say("この観点の答え：{answer}", answer=one.whole.told_in_full),
                *(_asked(question) for question in answered),
                *((say("ほかに、未回答の問い {count} 件", count=left),) if left else ()),
            )
        ),
    )


def _part_words(results: tuple[PartResult, ...]) -> Iterator[str]:
    """What speaks against the point or is not known, each with its reason; of the rest, how much."""
    for state in (PartState.FAULTY, PartState.UNKNOWN):
        for one in results:
            if one.state is state:
                told = one.reason or say("{count} 件", count=len(one.problems) + len(one.findings))
                yield say("{state}：{says}（{told}）", state=part_word(state), says=one.part.says, told=told)
    clear = sum(one.state is PartState.CLEAR for one in results)
    if clear:
        yield say("{state}：{count} 件", state=part_word(PartState.CLEAR), count=clear)


def _risk_answers(state: ChecklistState) -> Iterator[Part]:
    """What was answered risk by risk; how much was not."""
    details = [question for one in state.points for question in one.details]
    rows = tuple((one.item, f"{one.risk}\n{one.text}", one.told_in_full) for one in details if one.said)
    if rows:
        yield Grid((say("番号"), say("リスクごとの問い"), say("答え")), (24, 106, 50), rows, small=True)
    yield Text(
        say(
            "リスクごとの問い {count} 件のうち、{left} 件は未回答です。",
            count=len(details),
            left=len(details) - len(rows),
        )
    )


def _asked(question: Question) -> str:
    return f"{question.item}　{question.text}\n→ {question.told_in_full}"


def _claim_words(claim: Claim) -> str:
    scope = f"＜{claim.scope}＞" if claim.scope else ""
    return "\n".join(filter(None, (scope, claim.lead, claim.text)))
