"""What a sentence says something of: the nouns before は, も, が and を."""

import re
from collections.abc import Collection, Iterator

_CLAUSE = re.compile("[^、。,|:;「」()]+")
_REMARK = re.compile(r"\([^()]*\)")
_PARTICLE = {
    True: re.compile("(.*?[一-龠々ァ-ヶーa-z0-9りちみしえけせわいき])(?:について|に関して)?[はもがを]"),
    False: re.compile("(.*?[一-龠々ァ-ヶーa-z0-9りちみしえけせわいき])(?:について|に関して)?[はも]"),
}
"""Up to a particle; of the objects of other clauses (False) nothing is said."""
_PARTS = re.compile("[のにでとへがをはも]|から|まで|より|及び|並びに|又は")
_HIRAGANA = re.compile("[ぁ-ん]+")
_LETTERS = re.compile("[一-龠々]|[ァ-ヶー]+|[a-z0-9]+")


def topics(
    text: str, light: Collection[str], conditions: tuple[str, ...], *, of_all_clauses: bool = False
) -> Iterator[str]:
    """The head of each, without the nouns that say nothing by themselves: 生体認証 of 入口の生体認証の装置は.

    Objects (を) and subjects (が) count in the last clause only, as long as not all clauses are asked for: in 製品が
    届き、録画を検討している nothing is said of the product.
    """
    clauses = _CLAUSE.findall(_REMARK.sub("", text))
    for place, clause in enumerate(clauses):
        particle = _PARTICLE[of_all_clauses or place == len(clauses) - 1]
        for found in particle.finditer(clause):
            head = "" if found[1].endswith(conditions) else _head(found[1], light)
            if head:
                yield head


def _head(phrase: str, light: Collection[str]) -> str:
    for part in reversed(_PARTS.split(phrase)):
        word = _HIRAGANA.sub("", part)
        if word and word not in light:
            return word
    return ""


def names(text: str, head: str) -> bool:
    """Whether more than half of a head stands in a text: 動画で記録 names 録画, 入室者の一覧 no 生体認証."""
    letters = _LETTERS.findall(head)
    return 2 * sum(letter in text for letter in letters) > len(letters)
