"""What stands beside the answers has paths of its own."""

import pytest

from mnassess.documents.beside import fact_path, note_path, noted_blank, split_beside


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("procedure_facts.exempt", ("procedure_facts", "exempt")),
        ("interview.files[a].profile.name", ("interview", "files[a].profile.name")),
        ("shelved.files[a].profile", ("shelved", "files[a].profile")),
        ("cover.title", ("", "cover.title")),
        ("interviews.title", ("", "interviews.title")),
    ],
)
def test_a_path_beside_the_answers_says_of_what_part_it_is(path: str, parts: tuple[str, str]) -> None:
    assert split_beside(path) == parts


def test_a_note_leads_back_to_its_blank_and_nothing_else_is_cut() -> None:
    assert noted_blank(note_path("cover.title")) == "cover.title"
    assert noted_blank("cover.title") == "cover.title"
    assert noted_blank(fact_path("exempt")) == "procedure_facts.exempt"
