from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnassess.forms.dates import first_day, last_day, parse_date, parse_period, show_date


@pytest.mark.parametrize(
    "text",
    [
        "R7.10.1", "r7/10/1", "R07.10.01", "R071001", "令和7年10月1日", "令和７年１０月１日", "令7.10.1", "㋿7年10月1日",
        "令和七年十月一日", "2025/10/1", "2025.10.1", "2025-10-01", "２０２５－１０－０１", "20251001", "2025 10 1",
        "2025年10月1日", "西暦2025年10月1日", "令和 7 年 10 月 1 日", " 令和7年10月1日（水） ", "平成37年10月1日",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_typed(text):
    assert parse_date(text) == "2025-10-01"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和7年10月", "2025-10"), ("R7.10", "2025-10"), ("2025/10", "2025-10"), ("202510", "2025-10"),
        ("令和元年", "2019"), ("R1", "2019"), ("平成31年", "2019"), ("2025年", "2025"), ("2025", "2025"),
        ("平成27年十二月", "2015-12"), ("S64", "1989"), ("1867年5月1日", "1867-05-01"),
    ],
)  # fmt: skip
def test_a_date_may_lack_its_day_or_its_month(text, iso):
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "未定", "10月1日", "R7.13.1", "R7.2.30", "2023-02-29", "令和元年4月30日", "平成元年1月7日", "R0.1.1", "251001",
        "2025-10/1", "2025--1", "令和8年1月（予定）", "1799年", "3000年", "R7.10.1.1", "令和年", "二十年", "昭和元年12月24日",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2025-10-01", "令和7年10月1日"), ("2019-05-01", "令和元年5月1日"), ("2019-04-30", "平成31年4月30日"),
        ("1989-01-08", "平成元年1月8日"), ("1989-01-07", "昭和64年1月7日"), ("1926-12-25", "昭和元年12月25日"),
        ("1926-12-24", "大正15年12月24日"), ("1912-07-30", "大正元年7月30日"), ("1912-07-29", "明治45年7月29日"),
        ("2019", "令和元年"), ("2019-04", "平成31年4月"), ("1989-01", "平成元年1月"), ("2015-10", "平成27年10月"),
        ("1868-01-24", "1868年1月24日"), ("1867", "1867年"), ("令和8年1月（予定）", "令和8年1月（予定）"), ("2023-02-29", "2023-02-29"),
    ],
)  # fmt: skip
def test_a_date_is_shown_in_its_era(iso, shown):
    assert show_date(iso) == shown


DAYS = st.dates(date(1800, 1, 1), date(2999, 12, 31)).map(date.isoformat)


@given(DAYS, st.sampled_from([4, 7, 10]))
def test_what_is_shown_reads_back(day, length):
    assert parse_date(show_date(day[:length])) == day[:length]


@given(st.text(alphabet="令和平成昭RHS元年月日./-0123456789 　一二十（水）", max_size=14))
def test_whatever_is_read_is_a_date(text):
    iso = parse_date(text)
    assert iso is None or (first_day(iso) is not None and parse_date(show_date(iso)) == iso)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 23)),
        ("2026-13", None, None),
        ("未定", None, None),
    ],
)
def test_a_date_spans_the_days_it_can_mean(iso, first, last):
    assert (first_day(iso), last_day(iso)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "令和6年11月14日〜12月13日", "令和6年11月14日（木）から令和6年12月13日（金）まで（30日間）", "R6.11.14～R6.12.13",
        "2024-11-14〜2024-12-13", "2024/11/14-2024/12/13", "令和６年１１月１４日～同年１２月１３日", "令和六年十一月十四日から十二月十三日",
    ],
)  # fmt: skip
def test_a_period_is_read_from_its_two_days(text):
    assert parse_period(text) == (date(2024, 11, 14), date(2024, 12, 13))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("令和6年12月20日～1月18日", 30),
        ("令和6年12月20日から翌年1月18日まで", 30),
        ("令和6年12月1日から同月30日まで", 30),
        ("令和6年12月30日から同年12月1日まで", -28),
    ],
)
def test_the_second_day_may_leave_out_its_year(text, days):
    begin, end = parse_period(text)
    assert end - begin + timedelta(days=1) == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "30日間", "令和6年11月14日", "11月14日～12月13日", "令和6年2月1日～2月30日",
                                  "①令和6年4月1日～4月30日②令和6年6月1日～6月30日"])  # fmt: skip
def test_a_period_that_is_not_two_days_is_not_read(text):
    assert parse_period(text) is None


@pytest.mark.parametrize("text", ["〇" * 300_000, "九" * 5_000 + "年", "一" * 5_000 + "月"])
def test_a_row_of_numerals_without_end_is_no_date(text):
    assert parse_date(text) is None
    assert parse_period(text) is None
