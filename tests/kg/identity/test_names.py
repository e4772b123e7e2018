from __future__ import annotations

import pytest

from kg.identity.names import Placed, behind_place, is_full, placed


@pytest.mark.parametrize(
    ("name", "code", "own"),
    [
        ("云浮市郁南县科学技术协会", "445322", "科学技术协会"),
        ("长春市朝阳区科学技术协会", "220104", "科学技术协会"),
        ("广西壮族自治区科学技术协会", "450000", "科学技术协会"),
        ("广东果树学会", "440000", "果树学会"),
        # A province rather than its city of the same short name.
        ("吉林果树学会", "220000", "果树学会"),
        # Of no place that the tables know.
        ("云岭省茶叶学会", None, "茶叶学会"),
    ],
)
def test_a_name_begins_with_a_place(name: str, code: str | None, own: str) -> None:
    assert placed(name) == Placed(code, own, clear=True)


@pytest.mark.parametrize("name", ["朝阳区科学技术协会", "朝阳科技馆", "鼓楼区科技局"])
def test_a_place_of_a_name_that_several_bear_is_not_clear(name: str) -> None:
    assert placed(name) is not None
    assert placed(name)[0::2] == (None, False)


@pytest.mark.parametrize("name", ["公安局", "果树学会", "陕西", "复旦大学", ""])
def test_other_names_begin_with_none(name: str) -> None:
    assert placed(name) is None


def test_what_stands_behind_a_place() -> None:
    assert behind_place("朝阳区科技局", "220104") == "科技局"
    assert behind_place("科技局", "220104") == "科技局"
    assert behind_place("朝阳区", "220104") == "朝阳区"


@pytest.mark.parametrize(
    ("subtype", "name", "full"),
    [
        ("Society", "广东省果树学会", True),
        ("Society", "果树学会", False),
        ("Society", "中国农学会", True),
        ("Society", "广东省果树学会保鲜分会", False),
        ("Government", "科学技术部", True),
        ("Government", "组织部", False),
        ("Department", "华南农业大学园艺学院", True),
        ("Department", "园艺学院", False),
        ("Other", "高等教育出版社", True),
        ("Other", "技术研发中心", False),
        ("Company", "淀粉公司", True),
    ],
)
def test_a_kind_and_a_field_are_no_name_of_one_body(subtype: str, name: str, full: bool) -> None:
    assert is_full("Organization", subtype, name) == full
