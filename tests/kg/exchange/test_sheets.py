from __future__ import annotations

import io
import zipfile

import openpyxl
import pyoxigraph as ox

from tests.kg.exchange.hostile import HOSTILE, relabelled
from tests.kg.exchange.stores import bytes_of

Rows = list[dict[str, object]]


def sheets(quads: ox.Store) -> dict[str, Rows]:
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(quads, "xlsx")))
    found = {}
    for sheet in book:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def test_each_type_has_a_sheet(quads: ox.Store) -> None:
    book = sheets(quads)
    assert {name: len(rows) for name, rows in book.items()} == {
        "机构 Organization": 4, "人物 Person": 2, "地点 Place": 1, "举措 Initiative": 1,
        "平台设施 Facility": 0, "事件 Event": 1, "产业 Industry": 1, "陈述 statements": 13,
        "依据 sentences": 14,
    }  # fmt: skip
    (county,) = book["地点 Place"]
    assert (county["名称 label"], county["细类 subtype"], county["代码 code"]) == (
        "青禾县", "县级行政区 County", "990101",
    )  # fmt: skip


def test_a_sentence_stands_with_what_it_says(quads: ox.Store) -> None:
    (plan,) = (row for row in sheets(quads)["依据 sentences"] if row["情态 modality"] == "计划 planned")
    assert plan == {
        "主体 head": "云岭省科学技术协会", "关系 relation": "服务 serves", "对象 tail": "青禾县",
        "职务 role": None, "情态 modality": "计划 planned", "时间 time": "2026",
        "句子 sentence": "云岭省科协主席周明远表示,省科协将服务青禾县。", "说话人 speaker": "周明远",
        "报告 report": "茶叶学会走进青禾县", "报告日期 date": "2025-03", "文件 file": "reports/a.txt",
    }  # fmt: skip


def test_hostile_names_are_text(quads: ox.Store) -> None:
    relabelled(quads, HOSTILE)
    content = bytes_of(quads, "xlsx")
    labels = [str(row["名称 label"]) for row in sheets(quads)["机构 Organization"]]
    assert [label for label in labels if label.startswith("=cmd|' /C calc'!A0 <script>")] != []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
