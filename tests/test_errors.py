"""What the system says reaches people in their own language."""

import errno
import os
import tomllib

import pytest

from mnassess.errors import MnassessError, cause, sentence_of, toml_cause
from mnassess.language import speaking


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_word_of_the_system_is_left_in_a_japanese_sentence(number: int) -> None:
    words = cause(OSError(number, os.strerror(number), "a.json"))
    assert os.strerror(number) not in words
    assert not words.isascii()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "許可がありません"),
        (errno.EEXIST, "同じ名前のものが既にあります"),
        (errno.ENOTDIR, "途中にフォルダーではないものがあります"),
        (errno.ENOSPC, "空き容量がありません"),
        (errno.EISDIR, "フォルダーです"),
    ],
)
def test_the_usual_reasons_have_words_of_their_own(number: int, words: str) -> None:
    assert sentence_of(OSError(number, "english", "a.json")) == f"a.json：{words}。"


def test_a_file_that_another_program_holds_is_told_apart_on_windows() -> None:
    error = OSError(errno.EACCES, "")
    error.winerror = 32
    assert cause(error) == "ほかのプログラムが使っています"


def test_a_sentence_of_ours_stays_as_it_is() -> None:
    assert sentence_of(MnassessError("読めません。")) == "読めません。"


def test_in_english_the_reason_is_english() -> None:
    with speaking("en"):
        assert cause(OSError(errno.ENOSPC, "")) == "no space left"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a = ?", "1 行 5 文字目付近が TOML の書き方ではありません"),
        (b'a = "b"\nc = ?', "2 行 5 文字目付近が TOML の書き方ではありません"),
        (b"a = [", "TOML の書き方ではありません"),
        (b"a = '\x82'", "文字コードが UTF-8 ではありません"),
    ],
)
def test_a_mistake_in_toml_is_told_with_its_place(content: bytes, words: str) -> None:
    try:
        tomllib.loads(content.decode("utf-8"))
    except ValueError as error:
        found = toml_cause(error)
    assert found == words
