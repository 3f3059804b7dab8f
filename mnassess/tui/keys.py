"""Every key there is: one entry here and one method at the screen or widget make an action.

The bindings of screens and widgets, the help, the bar at the bottom, the palette and `mnassess keys` come from this
list. Sentences are said anew at every call, in the language in use. What a person changed is in `keymap.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from mnassess.errors import MnassessError
from mnassess.language import say


@dataclass(frozen=True)
class Action:
    """Something a key does."""

    id: str
    """What the settings file calls it: the group and a word."""

    keys: str
    """As shipped, in Textual's names: "f2,ctrl+s". "" where only the palette offers it."""

    does: str
    """Textual's action, `save` for the method `action_save`. "" for a key that is no binding and cannot be changed."""

    words: str
    """What it does, for the help and the palette."""

    bar: str = ""
    """The word beside its key in the bar at the bottom; "" where it has no place there."""

    bar_with: str = ""
    """Id of the action that shares its place in the bar: F8/9."""

    stays_in_bar: bool = False
    """Others leave the bar before it where the bar is too long for the terminal."""

    priority: bool = False
    """Works before the control that has the keyboard sees the key."""

    is_needed: bool = False
    """Without a key nobody would find out, or find the others: it cannot be left without one."""


@dataclass(frozen=True)
class Group:
    """The actions of one screen, or of one sort of control."""

    title: str
    actions: tuple[Action, ...]
    notes: tuple[tuple[str, str], ...] = ()
    """(what is pressed or seen, what it means) that the help says besides."""


def groups() -> dict[str, Group]:
    """Name → group, in the order of the help."""
    return {name: make() for name, make in _GROUPS.items()}


def group(name: str) -> Group:
    """The group of that name."""
    return _GROUPS[name]()


def iter_actions(*names: str) -> Iterator[Action]:
    """The actions of these groups; of all, where none is named."""
    for name in names or _GROUPS:
        yield from _GROUPS[name]().actions


def action(action_id: str) -> Action:
    """The action with that id. MnassessError where there is none."""
    name = action_id.partition(".")[0]
    found = [one for one in iter_actions(name) if one.id == action_id] if name in _GROUPS else []
    if not found:
        raise MnassessError(
            say("{id} という操作はありません（mnassess keys で一覧を表示できます）。", id=action_id)
        )
    return found[0]


def bindings_of(*names: str) -> list[BindingType]:
    """The `BINDINGS` of the screen or widget that these groups belong to."""
    return [_binding(one) for one in iter_actions(*names) if one.does]


def binding_of(action_id: str) -> Binding:
    """The binding of one action, for a page that has no other of its group."""
    return _binding(action(action_id))


def _binding(one: Action) -> Binding:
    return Binding(one.keys or no_key(one), one.does, one.words, show=False, id=one.id, priority=one.priority)


def no_key(one: Action) -> str:
    """A key nobody can press, of its own for each action: Textual keeps one action of a class for a key."""
    return f"no-key-{one.id}"


# --- screens ----------------------------------------------------------------------------------------------------


def _entry() -> Group:
    return Group(
        say("評価書の画面"),
        (
            Action(
                "entry.save", "f2,ctrl+s", "save", say("今すぐ保存する（入力は自動でも保存されます）"),
                bar=say("保存"), priority=True,
            ),
            Action(
                "entry.jump", "f3,ctrl+g", "jump", say("番号（3-3）や言葉で移動する"),
                bar=say("移動"), priority=True,
            ),
            Action(
                "entry.next", "f4", "next_unanswered", say("次の空欄へ"),
                bar=say("次の空欄"), priority=True,
            ),
            Action(
                "entry.problems", "f5", "problems", say("点検の結果を見て、その欄へ移る"),
                bar=say("点検"), priority=True,
            ),
            Action(
                "entry.previous", "f8", "neighbour(-1)", say("前の項目へ"),
                bar=say("前/次"), bar_with="entry.following", priority=True,
            ),
            Action("entry.following", "f9", "neighbour(1)", say("次の項目へ"), priority=True),
            Action("entry.guidance", "ctrl+r", "guidance", say("記載要領の欄を隠す・出す"), priority=True),
            Action("entry.undo", "ctrl+z", "undo", say("元に戻す"), priority=True),
            Action("entry.redo", "ctrl+y", "redo", say("やり直す"), priority=True),
            Action(
                "entry.interview", "f12", "interview", say("面談：一問ずつ尋ねて書く"),
                bar=say("面談"), priority=True,
            ),
            Action("entry.review", "", "review", say("記載を証跡と照らして点検する")),
            Action("entry.noted", "", "noted", say("要確認と宿題の一覧を見て、その欄へ移る")),
            Action("entry.word", "", "write_word", say("Word に出力する")),
            Action(
                "entry.back", "escape", "back", say("欄から目次へ、目次から文書の一覧へ"),
                bar=say("目次"), stays_in_bar=True, is_needed=True,
            ),
        ),
        (
            (say("保存済"), say("ファイルにある")),
            (say("記録済"), say("ディスクの記録にあり、停電でも失われない")),
        ),
    )  # fmt: skip


def _interview() -> Group:
    return Group(
        say("面談の画面"),
        (
            Action(
                "interview.on", "enter", "go_on", say("次の質問へ（長い文章では空の行で Enter、選択肢は数字か Space で選んでから）"),
                bar=say("次へ"), priority=True,
            ),
            Action(
                "interview.next", "f4", "next_open", say("次の空欄の質問へ"), bar=say("次の空欄"), priority=True,
            ),
            Action(
                "interview.previous", "f8", "step(-1)", say("前の質問へ"),
                bar=say("前/後"), bar_with="interview.following", priority=True,
            ),
            Action("interview.following", "f9", "step(1)", say("答えずに次の質問へ"), priority=True),
            Action("interview.save", "f2,ctrl+s", "save", say("今すぐ保存する（入力は自動でも保存されます）"), priority=True),
            Action("interview.undo", "ctrl+z", "undo", say("元に戻す"), priority=True),
            Action("interview.redo", "ctrl+y", "redo", say("やり直す"), priority=True),
            Action(
                "interview.leave", "escape", "leave", say("面談をやめて目次に戻る"),
                bar=say("終わる"), stays_in_bar=True, is_needed=True,
            ),
        ),
    )  # fmt: skip


def _noting() -> Group:
    return Group(
        say("欄に添える記録（印刷されません）"),
        (
            Action("noting.certainty", "ctrl+t", "certainty", say("要確認の印を付ける・外す"), bar=say("要確認"), priority=True),
            Action(
                "noting.note", "ctrl+o", "note", say("出所・覚え書き・宿題を書く"),
                bar=say("宿題"), priority=True,
            ),
            Action("noting.take_over", "ctrl+b", "take_over", say("同じ事務の他の評価書の記載を写す"), priority=True),
        ),
    )  # fmt: skip


def _home() -> Group:
    return Group(
        say("評価書の一覧"),
        (
            Action("home.new", "ctrl+n,insert", "new", say("新しい評価書を作る"), bar=say("新しい評価書")),
            Action("home.word", "", "write_word", say("選んでいる評価書を Word に出力する")),
            Action(
                "home.homework", "ctrl+o", "homework", say("宿題の一覧を見て、その欄へ移る"), bar=say("宿題")
            ),
            Action("home.handout", "", "handout", say("宿題を部署ごとの Word に出力する")),
            Action(
                "home.review",
                "f6",
                "review",
                say("選んでいる評価書の記載を、証跡と照らして点検する"),
                bar=say("証跡点検"),
            ),
            Action("home.reload", "f5", "reload", say("一覧を読み直す"), bar=say("更新")),
        ),
    )


def _review() -> Group:
    return Group(
        say("点検の画面"),
        (
            Action("review.save", "f2,ctrl+s", "save", say("今すぐ保存する（判定は付けるたびに記録されます）"), priority=True),
            Action(
                "review.evidence", "f3,ctrl+g", "search_evidence", say("全ての証跡から言葉で探し、記載に結び付ける"),
                bar=say("証跡検索"), priority=True,
            ),
            Action(
                "review.next", "f4", "next_open", say("判定の要る次の記載へ"), bar=say("次"), priority=True,
            ),
            Action(
                "review.differences", "f5", "differences", say("食い違いの可能性を並べて見て、矛盾とするか退ける"),
                bar=say("食い違い"), priority=True,
            ),
            Action(
                "review.findings", "f6", "findings", say("指摘の一覧を見て、書き、直す"),
                bar=say("指摘"), priority=True,
            ),
            Action(
                "review.filter", "f7", "filter", say("記載を絞り込む（状態・過程・措置・部署・指摘の重さ）"),
                bar=say("絞込"), priority=True,
            ),
            Action("review.last", "f8", "last_judged", say("最後に判定した記載へ戻る"), priority=True),
            Action(
                "review.checklist", "f9", "checklist", say("審査の観点（指針第10）と九つの義務に答える"),
                bar=say("観点"), priority=True,
            ),
            Action(
                "review.table", "f12", "risk_table", say("リスク管理表を見る・出力する"),
                bar=say("表"), priority=True,
            ),
            Action(
                "review.judge", "ctrl+o", "judge", say("注記を書いて判定する"), bar=say("注記"), priority=True,
            ),
            Action(
                "review.method", "ctrl+t", "switch_method", say("確かめ方を替える（閲覧・聴取・試験・現地）"), priority=True,
            ),
            Action("review.confirm", "ctrl+r", "confirm", say("変わった所を見たうえで、同じ判定をもう一度付ける（要再確認の記載）"), priority=True),
            Action("review.open", "ctrl+e", "open_file", say("選んでいる証跡のファイルを、そのファイルのプログラムで開く"), priority=True),
            Action(
                "review.hearing", "insert,ctrl+n", "note_hearing", say("聴取・現地確認の記録を書いて証跡にする"), priority=True,
            ),
            Action("review.sign_off", "", "sign_off", say("確認できた記載に署名する")),
            Action("review.finding", "", "write_finding", say("この記載についての自分の指摘を書く")),
            Action("review.history", "", "history", say("この記載の判定の履歴を見る")),
            Action("review.reload", "", "reload", say("証跡を読み直し、自動点検をやり直す")),
            Action("review.up", "ctrl+up", "scroll_claim(-1)", say("記載の欄を上へ")),
            Action("review.down", "ctrl+down", "scroll_claim(1)", say("記載の欄を下へ")),
            Action("review.outward", "left", "outward", say("引用から証跡の候補へ、候補から記載の一覧へ")),
            Action(
                "review.back", "escape", "back", say("記載の一覧へ、一覧から前の画面へ"),
                bar=say("戻る"), stays_in_bar=True, is_needed=True,
            ),
        ),
        (
            (say("数字"), say("その番号の判定を付け、判定の要る次の記載へ移る（0 は判定の取消し、全角でもよい）")),
            (say("記載 n"), say("対策が n 件（対象外を除く）。裏付けは確認済、矛盾は矛盾の数で、残りは全て未確認に数える")),
            (say("食 n"), say("食い違いの可能性が n 件ある")),
            (say("指 n"), say("ほかの指摘が n 件ある（! は重大な不適合）")),
        ),
    )  # fmt: skip


def _reviewing() -> Group:
    return Group(
        say("点検の進め方"),
        (),
        (
            ("1", say("F4 で、判定の要る次の記載へ移り、欄の中の [　] の文を読む")),
            ("2", say("Enter で証跡の候補へ、もう一度 Enter で引用する文へ。Space で引用する")),
            ("3", say("数字で判定する。引用と注記が一緒に記録され、次の記載へ移る")),
            ("4", say("F5 で食い違いの可能性を、F6 で指摘を片付ける")),
            ("5", say("F9 で審査の観点に答え、F10 から署名し、F12 でリスク管理表と報告書を出力する")),
        ),
    )


def _checklist() -> Group:
    return Group(
        say("審査の観点と九つの義務の画面"),
        (
            Action("checklist.next", "f4", "next_open", say("次の未回答の問いへ"), bar=say("次の未回答"), priority=True),
            Action("checklist.note", "ctrl+o", "note", say("注記を書いて答える"), bar=say("注記"), priority=True),
            Action("checklist.up", "ctrl+up", "scroll_detail(-1)", say("下の説明を上へ")),
            Action("checklist.down", "ctrl+down", "scroll_detail(1)", say("下の説明を下へ")),
            Action("checklist.outward", "left", "outward", say("問いから観点の一覧へ")),
        ),
        (
            (say("数字"), say("その番号の答えを記録する（1 はい・2 いいえ・3 該当なし・4 判断できない、全角でもよい）")),
            (say("残n"), say("未回答の問いが n 件ある")),
            (say("分n"), say("人によって答えが違う問いが n 件ある")),
            (say("自n"), say("自動で確かめた事柄のうち、問題があるものが n 件ある")),
            (say("不n"), say("自動では判断できない事柄が n 件ある")),
        ),
    )  # fmt: skip


def _signing() -> Group:
    return Group(
        say("署名の画面"),
        (
            Action(
                "signing.sign", "f2,ctrl+s", "sign", say("確認できた記載に署名する（注記を添えられる）"),
                bar=say("署名"), priority=True,
            ),
        ),
    )  # fmt: skip


def _risks() -> Group:
    return Group(
        say("リスク管理表の画面"),
        (
            Action(
                "risks.export", "f2,ctrl+s", "export", say("リスク管理表・報告書・指摘付きの評価書案を出力する"),
                bar=say("出力"), priority=True,
            ),
            Action("risks.reload", "f5", "reload", say("今の点検の内容で表を作り直す"), bar=say("更新"), priority=True),
            Action(
                "risks.filter", "f7", "filter", say("行を絞り込む（ファイル・過程・リスク・判定・指摘の重さ）"),
                bar=say("絞込"), priority=True,
            ),
        ),
    )  # fmt: skip


def _screen() -> Group:
    return Group(
        say("どの画面でも"),
        (
            Action(
                "screen.help", "f1", "help", say("説明とキーの一覧"),
                bar=say("説明"), stays_in_bar=True, priority=True,
            ),
            Action(
                "screen.menu", "f10,ctrl+p", "menu", say("操作の一覧から選ぶ（Word に出力など）"),
                bar=say("操作"), stays_in_bar=True, priority=True, is_needed=True,
            ),
        ),
    )  # fmt: skip


def _app() -> Group:
    return Group(
        say("終わる・見た目"),
        (
            Action("app.theme", "", "app.switch_theme", say("明るい配色・暗い配色を切り替える")),
            Action(
                "app.quit", "ctrl+q", "app.quit", say("保存して終わる"),
                bar=say("終了"), stays_in_bar=True, priority=True, is_needed=True,
            ),
        ),
    )  # fmt: skip


def _focus() -> Group:
    return Group(
        say("欄から欄へ"),
        (
            Action("focus.next", "tab", "app.focus_next", say("次の欄へ")),
            Action("focus.previous", "shift+tab", "app.focus_previous", say("前の欄へ")),
            Action("focus.copy", "ctrl+c", "screen.copy_text", say("マウスで選んだ文字を写し取る")),
        ),
    )


def _page() -> Group:
    return Group(
        say("上に重ねて開いた画面"),
        (
            Action(
                "page.leave", "escape", "leave", say("前の画面へ戻る"),
                bar=say("戻る"), stays_in_bar=True, is_needed=True,
            ),
        ),
    )  # fmt: skip


def _notice() -> Group:
    return Group(say("お知らせ"), (Action("notice.close", "enter", "leave", say("お知らせを閉じる")),))


def _question() -> Group:
    return Group(say("確認"), (Action("question.accept", "enter", "accept", say("尋ねられたことを行う")),))


def _new() -> Group:
    return Group(
        say("新しい評価書の画面"),
        (Action("new.make", "f2,ctrl+s", "make", say("評価書を作って開く"), priority=True),),
    )


def _searching() -> Group:
    return Group(
        say("証跡の中を探す画面"),
        (
            Action("searching.up", "ctrl+up", "scroll_text(-1)", say("箇所の本文を上へ"), priority=True),
            Action("searching.down", "ctrl+down", "scroll_text(1)", say("箇所の本文を下へ"), priority=True),
        ),
    )


def _draft() -> Group:
    return Group(
        say("聴取の記録・指摘を書く画面"),
        (
            Action(
                "draft.accept", "f2,ctrl+s", "accept", say("点検の記録に加える（それまでは下書きが残る）"), priority=True,
            ),
        ),
    )  # fmt: skip


def _finding() -> Group:
    return Group(
        say("指摘を書く画面"),
        (
            Action("finding.insert", "f3,ctrl+g", "insert_remedy", say("知識ベースの対策・記載例から選んで入れる"), priority=True),
            Action("finding.blank", "f4", "next_blank", say("次の〔　〕へ移り、選ぶ（打つと置き換わる）"), priority=True),
        ),
    )  # fmt: skip


def _findings() -> Group:
    return Group(
        say("指摘の一覧"),
        (
            Action("findings.filter", "f7", "filter", say("指摘を絞り込む（状態・重さ・担当・部署）"), bar=say("絞込"), priority=True),
            Action("findings.new", "insert,ctrl+n", "new", say("自分の指摘を書く"), bar=say("指摘を書く"), priority=True),
            Action("findings.claim", "f8", "go_to_claim", say("この指摘の記載へ移る"), bar=say("記載へ"), priority=True),
        ),
    )  # fmt: skip


def _difference() -> Group:
    return Group(
        say("食い違いの可能性"),
        (
            Action("difference.up", "up", "scroll_texts(-1)", say("両方の文を上へ")),
            Action("difference.down", "down", "scroll_texts(1)", say("両方の文を下へ")),
            Action("difference.later", "f4", "later", say("後で決める：次の食い違いへ"), bar=say("後で"), priority=True),
        ),
        (
            ("1", say("矛盾とする（証跡を引用して、判定「矛盾」を付ける）")),
            ("2", say("退ける（理由を書いて、指摘を取り下げる）")),
        ),
    )  # fmt: skip


def _outline() -> Group:
    return Group(
        say("目次（左側）"),
        (
            Action("outline.up", "up", "cursor_up", say("上の項目を見る")),
            Action("outline.down", "down", "cursor_down", say("下の項目を見る")),
            Action("outline.page_up", "pageup", "page_up", say("一画面上へ")),
            Action("outline.page_down", "pagedown", "page_down", say("一画面下へ")),
            Action("outline.first", "home", "scroll_home", say("最初の項目へ")),
            Action("outline.last", "end", "scroll_end", say("最後の項目へ")),
            Action("outline.enter", "enter", "select_cursor", say("項目の中へ入る")),
            Action("outline.open", "right", "open_node", say("開く、開いていれば中へ入る")),
            Action("outline.close", "left", "close_node", say("閉じる、閉じていれば上の階層へ")),
            Action("outline.toggle", "space,ideographic_space", "toggle_node", say("開く・閉じる")),
            Action("outline.toggle_all", "shift+space", "toggle_expand_all", say("同じ階層を全て開く・閉じる")),
        ),
        (
            (say("済"), say("全て記入")),
            (say("残n"), say("空欄がn個")),
            (say("任意"), say("記入は任意")),
            (say("外"), say("対象外なので記入しない")),
        ),
    )  # fmt: skip


def _list() -> Group:
    return Group(
        say("一覧"),
        (
            Action("list.up", "up", "cursor_up", say("上の行へ")),
            Action("list.down", "down", "cursor_down", say("下の行へ")),
            Action("list.page_up", "pageup", "page_up", say("一画面上へ")),
            Action("list.page_down", "pagedown", "page_down", say("一画面下へ")),
            Action("list.first", "home", "first", say("最初の行へ")),
            Action("list.last", "end", "last", say("最後の行へ")),
            Action("list.open", "enter", "select", say("開く・選ぶ")),
        ),
    )


def _rows() -> Group:
    return Group(
        say("点検の一覧"),
        (
            Action("rows.up", "up", "step(-1)", say("上の行へ")),
            Action("rows.down", "down", "step(1)", say("下の行へ")),
            Action("rows.page_up", "pageup", "page(-1)", say("一画面上へ")),
            Action("rows.page_down", "pagedown", "page(1)", say("一画面下へ")),
            Action("rows.first", "home", "end(-1)", say("最初の行へ")),
            Action("rows.last", "end", "end(1)", say("最後の行へ")),
            Action(
                "rows.open",
                "enter,right",
                "open",
                say("行の中へ（記載から証跡の候補へ、候補から引用へ、観点から問いへ、署名から記載へ）"),
            ),
        ),
    )


def _table() -> Group:
    return Group(
        say("表"),
        (
            Action("table.up", "up", "step(-1)", say("上の行へ")),
            Action("table.down", "down", "step(1)", say("下の行へ")),
            Action("table.left", "left", "across(-1)", say("左の列へ")),
            Action("table.right", "right", "across(1)", say("右の列へ")),
            Action("table.page_up", "pageup", "page(-1)", say("一画面上へ")),
            Action("table.page_down", "pagedown", "page(1)", say("一画面下へ")),
            Action("table.first", "home", "end(-1)", say("最初の行へ")),
            Action("table.last", "end", "end(1)", say("最後の行へ")),
            Action("table.open", "enter", "open", say("行の全ての列を読み、その記載へ移る")),
        ),
    )


def _quoting() -> Group:
    return Group(
        say("証跡の引用"),
        (
            Action("quoting.up", "up", "step(-1)", say("前の文へ")),
            Action("quoting.down", "down", "step(1)", say("次の文へ")),
            Action(
                "quoting.pick", "space,ideographic_space,enter", "pick", say("この文を引用する・引用をやめる")
            ),
        ),
    )


def _work() -> Group:
    return Group(
        say("一覧の項目（目次でも同じ）"),
        (
            Action("work.add", "insert,ctrl+n", "work('add')", say("追加する")),
            Action("work.duplicate", "ctrl+d", "work('duplicate')", say("複製する")),
            Action("work.up", "ctrl+up", "work('up')", say("上へ移す")),
            Action("work.down", "ctrl+down", "work('down')", say("下へ移す")),
            Action("work.remove", "delete", "work('remove')", say("削除する")),
        ),
    )


def _editor() -> Group:
    # TextArea's own list lacks here what a typist with an IME hits by habit and would lose a text by: F6 and F7
    # select, Ctrl+U, K, W and D delete. Undo and redo are the document's.
    return Group(
        say("文章"),
        (
            Action("editor.enter", "enter", "", say("次の欄へ（長い文章では改行）")),
            Action("editor.up", "up", "cursor_up", say("上の行へ、最初の行では前の欄へ")),
            Action("editor.down", "down", "cursor_down", say("下の行へ、最後の行では次の欄へ")),
            Action("editor.left", "left", "cursor_left", say("左の文字へ")),
            Action("editor.right", "right", "cursor_right", say("右の文字へ")),
            Action("editor.word_left", "ctrl+left", "cursor_word_left", say("左の言葉へ")),
            Action("editor.word_right", "ctrl+right", "cursor_word_right", say("右の言葉へ")),
            Action("editor.line_start", "home,ctrl+a", "cursor_line_start", say("行の初めへ")),
            Action("editor.line_end", "end,ctrl+e", "cursor_line_end", say("行の終わりへ")),
            Action("editor.page_up", "pageup", "cursor_page_up", say("一画面上へ")),
            Action("editor.page_down", "pagedown", "cursor_page_down", say("一画面下へ")),
            Action("editor.select_up", "shift+up", "cursor_up(True)", say("上の行まで選ぶ")),
            Action("editor.select_down", "shift+down", "cursor_down(True)", say("下の行まで選ぶ")),
            Action("editor.select_left", "shift+left", "cursor_left(True)", say("左の文字を選ぶ")),
            Action("editor.select_right", "shift+right", "cursor_right(True)", say("右の文字を選ぶ")),
            Action("editor.select_word_left", "ctrl+shift+left", "cursor_word_left(True)", say("左の言葉を選ぶ")),
            Action("editor.select_word_right", "ctrl+shift+right", "cursor_word_right(True)", say("右の言葉を選ぶ")),
            Action("editor.select_line_start", "shift+home", "cursor_line_start(True)", say("行の初めまで選ぶ")),
            Action("editor.select_line_end", "shift+end", "cursor_line_end(True)", say("行の終わりまで選ぶ")),
            Action("editor.delete_left", "backspace", "delete_left", say("左の文字を消す")),
            Action("editor.delete_right", "delete", "delete_right", say("右の文字を消す")),
            Action(
                "editor.delete_word_left", "ctrl+backspace,alt+backspace", "delete_word_left",
                say("左の言葉を消す"),
            ),
            Action("editor.delete_word_right", "alt+delete", "delete_word_right", say("右の言葉を消す")),
            Action("editor.cut", "ctrl+x", "cut", say("選んだ文字を切り取る")),
            Action("editor.copy", "ctrl+c", "copy", say("選んだ文字を写し取る")),
            Action("editor.paste", "ctrl+v", "paste", say("切り取った・写し取った文字を入れる")),
        ),
        ((say("日付"), say("R7.10.1、令和7年10月1日、2025/10/1 など。日付でない言葉もそのまま記録できる")),),
    )  # fmt: skip


def _lines() -> Group:
    return Group(
        say("1行に1件の欄"),
        (
            Action("lines.up", "ctrl+up", "move_line(-1)", say("行を上へ移す")),
            Action("lines.down", "ctrl+down", "move_line(1)", say("行を下へ移す")),
        ),
    )


def _options() -> Group:
    return Group(
        say("選択肢"),
        (
            Action("options.up", "up", "step(-1)", say("前の選択肢へ、最初では前の欄へ")),
            Action("options.down", "down", "step(1)", say("次の選択肢へ、最後では次の欄へ")),
            Action("options.choose", "space,ideographic_space,enter", "choose", say("選ぶ")),
            Action("options.clear", "delete,backspace", "clear", say("選んだものを消す")),
        ),
        ((say("数字"), say("その番号の選択肢を選ぶ（0 は10番目、全角でもよい）")),),
    )


def _reading() -> Group:
    return Group(
        say("文を読む"),
        (
            Action("reading.up", "up", "scroll_up", say("上へ")),
            Action("reading.down", "down", "scroll_down", say("下へ")),
            Action("reading.page_up", "pageup", "page_up", say("一画面上へ")),
            Action("reading.page_down", "pagedown", "page_down", say("一画面下へ")),
            Action("reading.first", "home", "scroll_home", say("初めへ")),
            Action("reading.last", "end", "scroll_end", say("終わりへ")),
        ),
    )


_GROUPS: dict[str, Callable[[], Group]] = {
    "screen": _screen,
    "entry": _entry,
    "interview": _interview,
    "noting": _noting,
    "reviewing": _reviewing,
    "review": _review,
    "checklist": _checklist,
    "signing": _signing,
    "risks": _risks,
    "home": _home,
    "app": _app,
    "focus": _focus,
    "outline": _outline,
    "work": _work,
    "list": _list,
    "rows": _rows,
    "table": _table,
    "quoting": _quoting,
    "editor": _editor,
    "lines": _lines,
    "options": _options,
    "reading": _reading,
    "page": _page,
    "notice": _notice,
    "question": _question,
    "new": _new,
    "searching": _searching,
    "draft": _draft,
    "finding": _finding,
    "findings": _findings,
    "difference": _difference,
}
