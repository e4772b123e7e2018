from __future__ import annotations

from collections import Counter

import pytest

from extractors.errors import DataFileError
from ontologies.places import Place, by_code, by_name, countries, parse_places, parse_towns, places, towns
from ontologies.tables import parse_table

PLACE_COLUMNS = ("code", "name", "short", "level", "parent", "until")
HEAD = "\t".join(PLACE_COLUMNS) + "\n"


def codes(name: str) -> list[str]:
    return [place.code for place in by_name(name)]


def test_counts() -> None:
    counted = Counter((place.level, place.until is None) for place in places())
    assert counted == {
        ("province", True): 34,
        ("city", True): 343,
        ("county", True): 2876,
        ("city", False): 58,
        ("county", False): 412,
    }
    assert sum(map(len, towns().values())) == 38749
    assert len(set(countries().values())) == 195


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("440000", Place("440000", "广东省", "广东", "province", None, None)),
        ("440100", Place("440100", "广州市", "广州", "city", "440000", None)),
        ("441704", Place("441704", "阳东区", "阳东", "county", "441700", None)),
        ("441723", Place("441723", "阳东县", "阳东", "county", "441700", 2014)),
        ("441900", Place("441900", "东莞市", "东莞", "city", "440000", None)),
        ("460400", Place("460400", "儋州市", "儋州", "city", "460000", None)),
        ("429021", Place("429021", "神农架林区", "神农架", "county", "420000", None)),
        ("659001", Place("659001", "石河子市", "石河子", "county", "650000", None)),
        ("133100", Place("133100", "雄安新区", "雄安", "city", "130000", None)),
        ("710000", Place("710000", "台湾省", "台湾", "province", None, None)),
        ("810000", Place("810000", "香港特别行政区", "香港", "province", None, None)),
        ("820000", Place("820000", "澳门特别行政区", "澳门", "province", None, None)),
        ("150000", Place("150000", "内蒙古自治区", "内蒙古", "province", None, None)),
        ("530823", Place("530823", "景东彝族自治县", "景东", "county", "530800", None)),
        ("152223", Place("152223", "扎赉特旗", "扎赉特", "county", "152200", None)),
        ("150824", Place("150824", "乌拉特中旗", None, "county", "150800", None)),
        ("140303", Place("140303", "矿区", None, "county", "140300", None)),
        ("130532", Place("130532", "平乡县", "平乡", "county", "130500", None)),
        ("999999", None),
    ],
)
def test_known_rows(code: str, expected: Place | None) -> None:
    assert by_code(code) == expected


def test_homonyms_stay_apart() -> None:
    assert codes("朝阳区") == ["110105", "220104"]
    assert codes("朝阳市") == ["211300"]
    assert codes("朝阳") == ["110105", "211300", "211321", "220104"]
    assert codes("东明") == ["371728"]
    assert codes("东某") == []


def test_todays_place_comes_before_the_former_one() -> None:
    assert codes("阳东") == ["441704", "441723"]
    assert codes("襄樊市") == ["420600"]
    renamed = by_code("420600")
    assert renamed is not None
    assert renamed.name == "襄阳市"


def test_short_forms_that_mislead_are_left_out() -> None:
    assert codes("吉林") == ["220000"]
    assert codes("海南") == ["460000"]
    assert [codes(word) for word in ("和平", "资源", "合作", "万柏")] == [[], [], [], []]


def test_forms_of_autonomous_places() -> None:
    assert [place.forms for place in by_name("恩施州")] == [("恩施土家族苗族自治州", "恩施州", "恩施")]
    assert [place.forms for place in by_name("景东县")] == [("景东彝族自治县", "景东县", "景东")]
    assert {place.forms for place in by_name("城区")} == {("城区",)}


def test_no_short_form_of_one_character_and_every_parent_one_level_up() -> None:
    assert [place.name for place in places() if place.short is not None and len(place.short) < 2] == []
    levels = {place.code: place.level for place in places()}
    pairs = {(place.level, None if place.parent is None else levels[place.parent]) for place in places()}
    assert pairs == {
        ("province", None),
        ("city", "province"),
        ("county", "province"),
        ("county", "city"),
    }


def test_towns_of_one_name() -> None:
    assert "441704100" in towns()["东城镇"]
    assert all(len(code) == 9 for found in towns().values() for code in found)
    assert [name for name in towns() if "（" in name] == []


def test_countries() -> None:
    assert [countries()[name] for name in ("中国", "韩国", "阿联酋", "阿拉伯联合酋长国")] == [
        "CN",
        "KR",
        "AE",
        "AE",
    ]
    assert "" not in countries()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("44\t粤\t\tprovince\t\t", "2: the code '44' is not six digits"),
        ("440000\t粤\t\tstate\t\t", "2: the level 'state' is not one of province, city, county"),
        ("440000\t粤\t\tprovince\t\t近年", "2: until '近年' is not a year"),
        ("440000\t粤\t\tprovince\t\t\n440000\t广\t\tprovince\t\t", "3: the code 440000 is given twice"),
        ("440000\t粤\t\tprovince\t\t1\n440000\t粤\t\tcity\t\t", "2: until '1' is not a year"),
        ("441900\t东莞市\t\tcity\t440000\t", "2: the parent 440000 is not a place of the table"),
    ],
)
def test_wrong_rows_are_named(lines: str, message: str) -> None:
    with pytest.raises(DataFileError) as caught:
        parse_places(parse_table(HEAD + lines, "t.tsv", PLACE_COLUMNS))
    assert str(caught.value) == f"t.tsv, line {message}"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("441704\t100东城镇 城北镇\n", "t.tsv, line 2: the town '城北镇' is not three digits and a name"),
        ("441704\t100东城镇 100城北镇\n", "t.tsv, line 2: the code 441704100 is given twice"),
    ],
)
def test_wrong_towns_are_named(line: str, message: str) -> None:
    with pytest.raises(DataFileError) as caught:
        parse_towns(parse_table("county\ttowns\n" + line, "t.tsv", ("county", "towns")))
    assert str(caught.value) == message
