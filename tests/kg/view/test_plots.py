from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
import warnings

import matplotlib
import pytest
from matplotlib import font_manager

from kg.answers.analysis import Row, Table
from kg.view import plots
from kg.view.plots import plot, what_is_missing

TITLE = ("枢纽", "Hubs")
COLUMNS = {"thing": "事物", "type": "类型", "links": "联系数"}


def hubs(*names: str) -> Table:
    rows = tuple(Row((name, "Place", 9 - number)) for number, name in enumerate(names))
    return Table("hubs", TITLE, ("。", "."), COLUMNS, rows)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    plots._font.cache_clear()


def test_a_picture_is_a_png_that_grows_with_its_rows() -> None:
    few, many = plot(hubs("甲", "乙")), plot(hubs(*"甲乙丙丁戊己庚"))
    assert few is not None and many is not None
    assert few.words == "枢纽 Hubs"
    heights = [struct.unpack(">II", picture.png[16:24])[1] for picture in (few, many)]
    assert few.png.startswith(b"\x89PNG") and heights[0] < heights[1]


def test_no_picture_of_nothing_or_of_names_alone() -> None:
    assert plot(hubs()) is None
    assert plot(Table("sole-links", TITLE, ("。", "."), {"body": "机构"}, (Row(("甲",)),))) is None


def test_the_same_table_is_the_same_picture_whatever_the_user_has_set() -> None:
    one = plot(hubs("甲", "乙"))
    with matplotlib.rc_context({"axes.facecolor": "red", "savefig.dpi": 30, "font.size": 40}):
        assert plot(hubs("甲", "乙")) == one
    program = (
        "import hashlib\nfrom tests.kg.view.test_plots import hubs\nfrom kg.view.plots import plot\n"
        "print(hashlib.sha256(plot(hubs('甲', '乙')).png).hexdigest())"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.decode()
    assert one is not None
    assert printed.strip() == hashlib.sha256(one.png).hexdigest()


def test_names_are_drawn_as_text() -> None:
    assert plot(hubs(r"$\frac{1", "a\nb\x1b[31m\u202e", "=1+1", "")) is not None


def test_chinese_is_in_the_font() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plot(hubs("青禾县科学技术协会", "郁南无核黄皮")) is not None


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert what_is_missing() is None
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    plots._font.cache_clear()
    assert what_is_missing() == (
        "no Chinese font is found: install one such as Noto Sans CJK SC (Debian: fonts-noto-cjk)"
    )
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert what_is_missing() == "matplotlib is missing: pip install 'kexie-kg[plots]'"
    plots._font.cache_clear()
