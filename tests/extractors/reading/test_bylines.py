"""What a report's own words say of it."""

from __future__ import annotations

import pytest

from extractors.reading.bylines import iso_date, publisher, report_date, stated_date, title, told_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年3月8日，甲学会成立。", "2025-03-08"),
        ("2019.3.22，甲学会成立。", "2019-03-22"),
        ("2019-3-22甲学会成立。", "2019-03-22"),
        ("2025 年 3 月 8 日，甲学会成立。", "2025-03-08"),
        ("3月8日，甲学会成立。", None),
        ("2025年2月30日，甲学会成立。", None),
        ("编号12025.3.8，甲学会成立。", None),
        # The byline, the dateline and the signature win over what the text tells.
        ("标题\n发布时间：2025-03-10\n2025年3月8日，甲学会成立。将于2025年6月1日开会。", "2025-03-10"),
        ("标题\n来源：甲学会 2025/3/10 09:30\n2025年3月8日，甲学会成立。", "2025-03-10"),
        ("新华社北京2025年3月10日电 2025年3月8日，甲学会成立。", "2025-03-10"),
        ("2025年3月8日，甲学会成立。\n（2025年3月10日）", "2025-03-10"),
        ("2025年3月8日，甲学会成立。\n甲学会\n2025年3月10日\n", "2025-03-10"),
        ("标题\n作者：甲 2025-03-09\n2025年3月8日，甲学会成立。\n2025年3月10日\n", "2025-03-10"),
        ("2024年12月30日，甲学会成立。\n2025年1月\n", "2025-01"),
        ("甲学会简介\n（更新于2025年1月）\n甲学会于2001年2月3日成立。", "2025-01"),
        ("发布时间：2025-02-30\n2025年3月8日，甲学会成立。", "2025-03-08"),
        # Without them: the latest day of the head, then of the whole text; not one that lies ahead.
        ("2001年2月3日成立的甲学会于2025年3月8日换届。", "2025-03-08"),
        ("2025年3月8日，甲学会成立，定于2025年6月1日开会，力争在2025年12月1日完成。", "2025-03-08"),
        ("2025年3月8日，甲学会成立。" + "甲" * 300 + "2025年12月31日是星期三。", "2025-03-08"),
        ("甲" * 300 + "2024年3月8日，甲学会成立。2025年3月8日换届。", "2025-03-08"),
        # A day of old, or one before a year that the head names, is not that of the report.
        ("学会自2007年12月20日成立以来换届三次。", None),
        ("甲学会成立于2007年12月20日。2008年1月2日换届。", "2008-01-02"),
        ("甲学会2016年年会召开。" + "甲" * 300 + "2010年10月14日，甲学会换届。", None),
        # A month within the text tells of the past.
        ("甲学会成立于1993年2月。", None),
    ],
)
def test_the_date_of_a_report(text: str, expected: str | None) -> None:
    assert report_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n  甲学会到东县调研 \n正文。", "甲学会到东县调研"),
        ("## 甲学会到东县调研\n正文。", "甲学会到东县调研"),
        ("#甲学会\n正文。", "#甲学会"),
        ("甲# 乙\n正文。", "甲# 乙"),
        ("甲" * 120 + "\n正文。", "甲" * 120),
        ("甲" * 121 + "\n正文。", None),
        ("发布日期：2025-04-02　来源：甲学会\n甲学会到东县调研\n正文。", "甲学会到东县调研"),
    ],
)
def test_the_title_is_the_first_line_if_it_is_short(text: str, expected: str | None) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题\n来源：甲学会 2025-03-10", "甲学会"),
        ("标题\n（信息来源: 甲学会办公室）", "甲学会办公室"),
        ("标题\n来源：甲学会，作者：乙", "甲学会"),
        ("正文。\n发布单位：东县科协|供稿单位：甲学会", "东县科协"),
        ("资金来源：财政拨款。", None),
        ("标题\n来源：\n正文。", None),
    ],
)
def test_the_publisher_is_what_the_byline_names(text: str, expected: str | None) -> None:
    assert publisher(text) == expected


def test_a_date_that_a_report_states_is_told_from_one_that_it_tells_of() -> None:
    text = "标题\n来源：甲学会 2025-03-10\n2025年3月8日，甲学会成立。"
    assert (stated_date(text), told_date(text)) == ("2025-03-10", "2025-03-10")
    assert (stated_date("2025年3月8日，甲学会成立。"), told_date("2025年3月8日，甲学会成立。")) == (
        None,
        "2025-03-08",
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-03-08", "2025-03-08"),
        (" 2025/3/8 09:30", "2025-03-08"),
        ("2025年3月8日 星期六", "2025-03-08"),
        ("2025-03-08T09:30:00+08:00", "2025-03-08"),
        ("2025年3月", "2025-03"),
        ("2025-3", "2025-03"),
        ("2025年", "2025"),
        ("2025", "2025"),
    ],
)
def test_a_date_in_a_field_is_read_as_people_write_it(written: str, expected: str) -> None:
    assert iso_date(written) == expected


@pytest.mark.parametrize("written", ["", "下周", "2025-02-30", "20250308", "25-3-8", "2025-13"])
def test_a_field_without_a_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        iso_date(written)
