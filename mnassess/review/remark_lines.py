"""A remark in words: the same on the screen, in the Word draft and in the notebook."""

from collections.abc import Iterator

from mnassess.documents.model import Assessment
from mnassess.documents.words import NOTHING, printed_words, shortened
from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.review.moments import day_words
from mnassess.review.remarks import LiveRemark


def remark_head(remark: LiveRemark) -> str:
    """What a remark is called, whose it is and of which day."""
    return say("意見 {name}（{by}　{day}）", name=remark.name, by=remark.by, day=day_words(remark.at))


def iter_remark_lines(assessment: Assessment, remark: LiveRemark) -> Iterator[str]:
    """Everything of a remark, and whether the answer it was written about has changed since."""
    yield f"［{remark_head(remark)}］"
    yield from remark.text.split("\n")
    changed = changed_since(assessment, remark)
    if changed:
        yield say("（この意見の後に記載が変わっています：{change}）", change=changed)


def changed_since(assessment: Assessment, remark: LiveRemark) -> str:
    """What the answer was when the remark was written, and what it is now; "" where it is the same, or not known."""
    if not remark.seen:
        return ""
    now = answer_words(assessment, remark.path)
    if now == remark.seen:
        return ""
    return say("「{before}」→「{after}」", before=shortened(remark.seen), after=shortened(now))


def answer_words(assessment: Assessment, path: str) -> str:
    """The answer in a blank in the words of the form; `NOTHING` where it is empty, gone, or no blank."""
    blank = assessment.form.find(path)
    return printed_words(blank, assessment.value(path)) if isinstance(blank, Field) else NOTHING
