"""What a notebook shows: the same as HTML that does nothing and as plain text, and the data behind it."""

import json
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from claiming import report
from hypothesis import given
from hypothesis import strategies as st
from outcomes import DAY, hostile, review

from mnassess.display.blocks import Heading, Line, Picture, Table, compared
from mnassess.display.documents import show_changes, show_document, show_form, show_section
from mnassess.display.findings import show_findings
from mnassess.display.shown import JSON_TYPE, Shown
from mnassess.display.visible import width
from mnassess.forms.catalog import load_form
from mnassess.rules.problems import Circumstances

CIRCUMSTANCES = Circumstances(as_of=DAY)
MEASURES = "files[juki].risks.use.copying.measures"
OLD = report(
    {"files[juki].profile.name": "住民基本台帳ファイル", MEASURES: "・複製の記録は、毎月、課長が点検する。"}
)
NEW = report({"files[juki].profile.name": "住民基本台帳ファイル", MEASURES: "・複製の記録は、年2回、係長が点検する。", "cover.title": "全項目評価書"})  # fmt: skip
USE = "files[juki].risks.use"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; & \"'",
    "${{7*7}} $x$ \\(y\\)",
    "[押す](javascript:alert(1)) javascript:alert(1)",
    "</td></table></div><iframe src=//evil>",
    "https://example.com/",
    "\x1b[2J\x1b]8;;http://example.com\x07 \u202e逆\u2066",
    "\ud800",
    "%load_ext x\n!rm -rf /\n%%html",
)


class _Parsed(HTMLParser):
    """The tags, attributes and texts of some HTML."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.sources: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.sources += [value or "" for name, value in attrs if name == "src"]

    def handle_data(self, data: str) -> None:
        self.text += data


HARMLESS = {"div", "p", "table", "thead", "tbody", "tr", "th", "td", "del", "ins", "img"}


def shown_in_all_places(text: str) -> Shown:
    return Shown(
        kind="test",
        blocks=(
            Heading(text),
            Line(text),
            Table((text, "乙"), ((text, compared(text, f"前{text}")[1]), ("甲", text))),
            Picture(b"\x89PNG", text),
        ),
        data=({"text": text},),
    )


def harmless(bundle: dict[str, Any]) -> None:
    parsed = _Parsed(bundle["text/html"])
    assert parsed.tags <= HARMLESS
    assert parsed.attributes <= {"class", "style", "role", "aria-level", "scope", "src", "alt"}
    assert all(one.startswith("data:image/png;base64,") for one in parsed.sources)
    assert not set(bundle["text/plain"]) & {chr(code) for code in (*range(9), *range(11, 32), 0x202E)}
    json.dumps(bundle, ensure_ascii=False).encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    bundle = shown_in_all_places(text)._repr_mimebundle_()
    harmless(bundle)
    if text.isprintable():
        assert text in _Parsed(bundle["text/html"]).text
        assert text in bundle["text/plain"]


@given(st.text(st.characters()))
def test_no_text_becomes_markup(text: str) -> None:
    harmless(shown_in_all_places(text)._repr_mimebundle_())


def test_a_report_full_of_hostile_text_does_nothing() -> None:
    text = "\n".join(one for one in HOSTILE if one.isprintable())
    assessment = report({"files[juki].profile.name": "<b>甲</b>", MEASURES: text, "cover.title": "<script>"})
    for made in (
        show_findings(hostile()),
        show_section(assessment, "", CIRCUMSTANCES),
        show_document(assessment, CIRCUMSTANCES),
        show_changes(OLD, assessment),
    ):
        harmless(made._repr_mimebundle_())


SHOWN: dict[str, Callable[[], Shown]] = {
    "section": lambda: show_section(NEW, USE, CIRCUMSTANCES),
    "document": lambda: show_document(NEW, CIRCUMSTANCES),
    "changes": lambda: show_changes(OLD, NEW),
    "findings": lambda: show_findings(review()),
    "form": lambda: show_form(load_form("threshold")),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_whole_as_plain_text(name: str, expected: Callable[[str, str], None]) -> None:
    expected(f"display/{name}.txt", str(SHOWN[name]()))


@pytest.mark.parametrize("name", ["changes", "findings"])
def test_the_whole_as_html(name: str, expected: Callable[[str, str], None]) -> None:
    html = SHOWN[name]()._repr_mimebundle_()["text/html"]
    expected(f"display/{name}.html", html.replace("><", ">\n<"))


@pytest.mark.parametrize("name", SHOWN)
def test_plain_text_says_everything_the_html_says(name: str) -> None:
    bundle = SHOWN[name]()._repr_mimebundle_()
    letters = {one for one in _Parsed(bundle["text/html"]).text if not one.isspace()}
    assert letters <= set(bundle["text/plain"])


def test_no_line_of_plain_text_is_wider_than_a_page() -> None:
    long = Table(("項目" * 9, "b"), (("長" * 500, "x" * 300), ("㈱髙﨑" * 40, "か\u3099" * 90)))
    lines = str(Shown(kind="test", blocks=(long,), data=())).split("\n")
    assert max(map(width, lines)) <= 110
    assert {width(line.split(" | ")[0]) for line in lines if " | " in line} == {
        width(lines[0].split(" | ")[0])
    }


@pytest.mark.parametrize(
    ("text", "places"), [("abc", 3), ("番号", 4), ("か\u3099", 2), ("葛\U000e0100", 2), ("①", 2), ("ｱ", 1)]
)
def test_a_japanese_character_takes_two_places(text: str, places: int) -> None:
    assert width(text) == places


def test_the_data_is_as_it_was_typed() -> None:
    rows = show_changes(OLD, NEW)._repr_mimebundle_()[JSON_TYPE]["rows"]
    assert [row["after"] for row in rows] == ["全項目評価書", "・複製の記録は、年2回、係長が点検する。"]


def test_one_kind_can_be_asked_for() -> None:
    made = show_changes(OLD, NEW)
    assert list(made._repr_mimebundle_(include={"text/plain"})) == ["text/plain"]
    assert "text/html" not in made._repr_mimebundle_(exclude={"text/html"})


def test_no_difference_says_so() -> None:
    assert "違いはありません。" in str(show_changes(OLD, OLD))


def test_a_review_without_findings_says_so() -> None:
    assert "指摘はありません。" in str(show_findings(replace(review(), findings=())))
