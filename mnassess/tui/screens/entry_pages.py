"""The pages the entry screen puts over itself, and the words of its header."""

from mnassess.documents.model import Assessment, freeze
from mnassess.documents.naming import title_of
from mnassess.documents.recovery import SetAside
from mnassess.documents.session import EditingSession, SaveState
from mnassess.documents.words import printed_words
from mnassess.language import say
from mnassess.tui.screens.page import ChoosePage, NoticePage, QuestionPage

_NAMED = 10
"""Blanks that a page names one by one."""


def state_words(session: EditingSession, *, is_typing: bool, is_in_trouble: bool) -> str:
    """Where the latest answer is, truly."""
    if session.is_read_only:
        return say("閲覧のみ")
    if session.state is SaveState.FAILED:
        return say("保存できません")
    if is_typing:
        return say("入力中")
    if is_in_trouble:
        return say("記録済（ファイルに保存できません）")
    if session.state is SaveState.KEPT:
        return say("記録済（ファイル反映待ち）")
    return say("保存済")


def hiding_page(assessment: Assessment, path: str, value: object, hidden: tuple[str, ...]) -> QuestionPage:
    """Before an answer makes others inapplicable: which, and that they are kept."""
    blank = assessment.form.field(path)
    names = [title_of(assessment, one) for one in hidden]
    shown = [f"・{name}" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(say("（ほか {count} 欄）", count=len(names) - _NAMED))
    text = say(
        "「{label}」を「{words}」にすると、次の {count} 欄は対象外になります。\n\n{names}\n\n記載は消さずに取り置きます。評価書には印刷されません。答えを戻すと元の欄に戻ります。",
        label=blank.label,
        words=printed_words(blank, freeze(value)) if not isinstance(value, bool) else flag_words(value),
        count=len(names),
        names="\n".join(shown),
    )
    return QuestionPage(say("対象外になる欄"), text, accept=say("答えを変える"), leave=say("変えない"))


def unkept_page() -> ChoosePage:
    """Before a document is closed whose latest answers are nowhere but on the screen: again, back or drop."""
    return ChoosePage(
        say("まだどこにも記録できていない入力があります"),
        [
            ("back", say("画面に戻る（入力は画面に残っています）")),
            ("again", say("もう一度保存して閉じる（空き容量を作った後で）")),
            ("drop", say("記録できていない入力を捨てて閉じる")),
        ],
    )


def flag_words(value: bool) -> str:
    """はい or いいえ."""
    return say("はい") if value else say("いいえ")


def removing_page(title: str, name: str, undo: str) -> QuestionPage:
    """Before an entry is removed with all it holds. `undo` is the key that brings it back."""
    text = say(
        "{title}　{name}\n\nこの項目と中の記載を全て削除します。（{undo} で元に戻せます）",
        title=title,
        name=name,
        undo=undo or say("操作の一覧"),
    )
    return QuestionPage(say("削除の確認"), text, accept=say("削除する"), leave=say("やめる"))


def notices_page(session: EditingSession) -> NoticePage | None:
    """What was found on opening; None where there is nothing to tell."""
    lines = list(session.notices)
    lines += [_set_aside_words(session.assessment, one) for one in session.set_aside]
    return NoticePage(say("開いたときのお知らせ"), "\n\n".join(lines)) if lines else None


def _set_aside_words(assessment: Assessment, one: SetAside) -> str:
    """An edit that was not put back: where, who, when, what."""
    value = one.edit.after
    return say(
        "戻していない入力：{title}（{who}、{at}）\n{text}",
        title=title_of(assessment, one.edit.path),
        who=one.who,
        at=f"{one.at.astimezone():%Y-%m-%d %H:%M}",
        text=value if isinstance(value, str) else say("（文字以外の入力。記録には残っています）"),
    )
