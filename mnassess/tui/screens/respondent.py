"""Before an interview: who answers the questions."""

from mnassess.language import say
from mnassess.tui.screens.words_page import WordsPage


def respondent_page(known: str) -> WordsPage:
    """Asks for the name, which may be left empty; None when there is to be no interview."""
    return WordsPage(
        say("面談を始める"),
        say(
            "答えるのはどなたですか。この面談で書いた欄の記録に、出所・日付とともに残ります（評価書には印刷されません）。"
        ),
        known,
        accept=say("始める"),
        placeholder=say("（部署と職名など。空でもよい）"),
    )
