"""The review screen's way to evidence that was not suggested: searched for, noted, opened in its own program."""

from mnassess.errors import MnassessError
from mnassess.evidence.model import Entry, Passage
from mnassess.evidence.opening import open_file
from mnassess.language import say
from mnassess.review.reviewer import candidate_by_hand
from mnassess.tui.screens.evidence_search import EvidenceSearchPage
from mnassess.tui.screens.hearing import HearingPage
from mnassess.tui.screens.review_view import ReviewView


class ReviewEvidence(ReviewView):
    """Finds evidence by hand; what is found stands first among the suggestions and goes with the next verdict."""

    def action_reload(self) -> None:
        """Read the evidence anew."""
        raise NotImplementedError

    def action_search_evidence(self) -> None:
        """Look for words of one's own, and link what is chosen to the current claim."""
        claim = self.claims.current

        def link(passage: Passage | None) -> None:
            if passage is not None and claim:
                self._link(claim, passage)

        self.app.push_screen(EvidenceSearchPage(self.desk), link)

    def action_note_hearing(self) -> None:
        """Write down what was heard or seen. It is evidence then, linked to the current claim."""
        claim = self.claims.current

        def go_on(entry: Entry | None) -> None:
            if entry is None:
                return
            library = self.desk.result.library if self.desk.result else None
            if library is None:
                self.action_reload()
            elif claim:
                self._link(claim, next(one for one in library.passages if one.evidence == entry.id))
            self.say_below(say("証跡の台帳に加えました：{id}　{title}", id=entry.id, title=entry.title))

        self.app.push_screen(HearingPage(self.desk), go_on)

    def action_open_file(self) -> None:
        """Open the file of the current evidence in its own program."""
        candidate, result = self.candidate, self.desk.result
        entry = result.register.entry(candidate.evidence) if candidate and result else None
        if result is None or entry is None:
            self.say_below(say("開く証跡がありません。"))
            return
        try:
            open_file(result.register, entry)
        except MnassessError as error:
            self.say_below(str(error))
        else:
            self.say_below(say("開いています：{path}", path=entry.path))

    def _link(self, claim: str, passage: Passage) -> None:
        assert self.desk.result is not None
        others = (one for one in self._linked.get(claim, ()) if one.passage != passage)
        found = candidate_by_hand(self.desk.claim_of[claim], passage, self.desk.result)
        self._linked[claim] = (found, *others)
        self.claims.go_to(claim)
        self.show_claim()
        self.candidates.go_to("0")
        self.go_inside(self.candidates)
        self.say_below(
            say(
                "証跡 {evidence} を結び付けました。引用するか、数字で判定すると、一緒に記録されます。",
                evidence=passage.evidence,
            )
        )
