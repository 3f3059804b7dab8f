"""Declared against verified: how many claims a report makes, and how many of them people found to be so."""

from collections.abc import Iterable
from dataclasses import dataclass

from mnassess.language import say
from mnassess.review.model import VerdictCode


@dataclass(frozen=True, slots=True)
class Counts:
    """Declared and verified, never added together."""

    declared: int
    """記載: all claims less 対象外."""
    supported: int
    """裏付け: 確認済 only."""
    contradicted: int

    @property
    def unverified(self) -> int:
        """未確認: the rest, 一部のみ and 要再確認 included."""
        return self.declared - self.supported - self.contradicted

    def short_words(self) -> str:
        """記載42 裏付け17 矛盾2 未確認23."""
        return say(
            "記載{declared} 裏付け{supported} 矛盾{contradicted} 未確認{unverified}",
            declared=self.declared,
            supported=self.supported,
            contradicted=self.contradicted,
            unverified=self.unverified,
        )

    def words(self) -> str:
        """記載 42 ／ 裏付け 17 ／ 矛盾 2 ／ 未確認 23."""
        return say(
            "記載 {declared} ／ 裏付け {supported} ／ 矛盾 {contradicted} ／ 未確認 {unverified}",
            declared=self.declared,
            supported=self.supported,
            contradicted=self.contradicted,
            unverified=self.unverified,
        )


def counted(codes: Iterable[VerdictCode | None]) -> Counts:
    """The counts of claims by the verdict that counts for each; None for a claim nobody has judged."""
    found = list(codes)
    return Counts(
        declared=len(found) - found.count(VerdictCode.NOT_APPLICABLE),
        supported=found.count(VerdictCode.SUPPORTED),
        contradicted=found.count(VerdictCode.CONTRADICTED),
    )
