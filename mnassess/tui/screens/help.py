"""F1: what is said about the blank the keyboard is in, then every key."""

from textual.app import ComposeResult

from mnassess.forms.guidance import guidance_lines
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.tui.screens.page import Page, Reading


class HelpPage(Page[None]):
    """Help for one screen."""

    def __init__(self, title: str, node: Node | None) -> None:
        super().__init__(say("説明　{title}", title=title), say("上下 読む　Esc 戻る"))
        self._lines = [*guidance_lines(node), "", *key_lines()]

    def compose_page(self) -> ComposeResult:
        """The text."""
        yield Reading("\n".join(self._lines))


def key_lines() -> list[str]:
    """Every key, in lines."""
    return [
        say("画面全体のキー"),
        *(f"  {keys:<16}{words}" for keys, words in screen_keys().values()),
        "",
        say("目次　　　　上下 見る　Enter・右 中へ　左 閉じる　Space 開閉"),
        say("一覧の項目　Insert か Ctrl+N 追加　Ctrl+D 複製　Delete 削除　Ctrl+上下 移動（目次でも同じ）"),
        say("文章　　　　Tab 次の欄　Shift+Tab 前の欄　1行の欄では Enter でも次へ"),
        say("選択肢　　　数字 選ぶ（0 は10番目）　上下と Space・Enter でも選べる　Delete 消す"),
        say("日付　　　　R7.10.1、令和7年10月1日、2025/10/1 など。日付でない言葉もそのまま記録できる"),
        say("目次の印　　済 全て記入　残n 空欄がn個　任意 記入は任意　外 対象外なので記入しない"),
        say("保存の表示　保存済 ファイルにある　記録済 ディスクの記録にあり、停電でも失われない"),
    ]


def screen_keys() -> dict[str, tuple[str, str]]:
    """Id of a binding → (its keys as shipped, what it does)."""
    return {
        "entry.help": ("F1", say("この説明")),
        "entry.save": ("F2 Ctrl+S", say("今すぐ保存する（入力は自動でも保存されます）")),
        "entry.jump": ("F3 Ctrl+G", say("番号（3-3）や言葉で移動する")),
        "entry.next": ("F4", say("次の空欄へ")),
        "entry.problems": ("F5", say("点検の結果を見て、その欄へ移る")),
        "entry.previous": ("F8", say("前の項目へ")),
        "entry.following": ("F9", say("次の項目へ")),
        "entry.menu": ("F10 Ctrl+P", say("操作の一覧（複製、Word に出力など）")),
        "entry.guidance": ("Ctrl+R", say("記載要領の欄を隠す・出す")),
        "entry.undo": ("Ctrl+Z", say("元に戻す")),
        "entry.redo": ("Ctrl+Y", say("やり直す")),
        "entry.back": ("Esc", say("欄から目次へ、目次から文書の一覧へ")),
        "app.quit": ("Ctrl+Q", say("保存して終わる")),
    }
