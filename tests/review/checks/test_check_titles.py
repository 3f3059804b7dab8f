import json

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.language import speaking
from mnassess.review.check_titles import read_check_titles, standard_check_titles, titled
from mnassess.review.reviewer import check_codes

SOURCE = resources.schemas() / "review" / "checks" / "titles.json"


def test_every_check_has_a_title_and_no_title_is_left_over():
    assert sorted(standard_check_titles()) == sorted(check_codes())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_two_checks_share_a_title(language):
    titles = [getattr(one, language) for one in standard_check_titles().values()]
    assert len(set(titles)) == len(titles)


def test_the_code_that_is_typed_stands_before_the_title():
    assert titled("CNT02") == "CNT02 頻度の食い違い"


def test_a_title_is_said_in_the_language_in_use():
    with speaking("en"):
        assert titled("CNT02") == "CNT02 frequencies differ"


def test_a_code_of_another_version_stands_alone():
    assert titled("SLF01") == "SLF01"


def test_a_code_named_twice_is_refused(tmp_path):
    raw = json.loads(SOURCE.read_text(encoding="utf-8"))
    raw["titles"].append(raw["titles"][0])
    file = tmp_path / "titles.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(FormDefinitionError, match="CON01"):
        read_check_titles(file)
