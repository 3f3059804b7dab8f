"""The pages the entry screen puts over itself, and the words of its header."""

from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.documents.recovery import SetAside
from mnassess.documents.session import EditingSession, SaveState
from mnassess.language import say
from mnassess.tui.screens.page import NoticePage, QuestionPage


def state_words(session: EditingSession, *, is_typing: bool, is_in_trouble: bool) -> str:
    """Where the latest answer is, truly."""
    if session.is_read_only:
        return say("閲覧のみ")
    if session.state is SaveState.FAILED:
        return say("保存できません：{reason}", reason=session.failure)
    if is_typing:
        return say("入力中")
    if is_in_trouble:
        return say("記録済（ファイルに保存できません）")
    if session.state is SaveState.KEPT:
        return say("記録済（ファイル反映待ち）")
    return say("保存済")


def changed_outside_page() -> QuestionPage:
    """The file is not the one that was opened: what happened, that nothing is lost, what to do."""
    text = say(
        "この評価書のファイルは、開いた後に別の場所で変更されました。\n\n入力した内容は記録（ジャーナル）に残っており、失われていません。ファイルは上書きしていません。\n\nEnter を押すと、いったん閉じて開き直します。外での変更を読み込み、入力した内容のうち重ならないものを元に戻します。重なるものは一覧で示します。\n\nEsc を押すとこの画面に戻ります。入力は続けられますが、開き直すまでファイルには保存されません。"
    )
    return QuestionPage(say("外で変更されています"), text, accept=say("開き直す"), leave=say("画面に戻る"))


def removing_page(title: str, name: str) -> QuestionPage:
    """Before an entry is removed with all it holds."""
    text = say(
        "{title}　{name}\n\nこの項目と中の記載を全て削除します。（Ctrl+Z で元に戻せます）",
        title=title,
        name=name,
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
