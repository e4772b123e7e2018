"""Tables of the analysis as pictures: bars, drawn by matplotlib (the extra `plots`) in a Chinese font.

    if (missing := what_is_missing()) is None:
        plot(table)      # a Picture, or None for a table that no picture helps to read

The same table gives the same bytes on one machine: no setting of the user, no date, no version is in them.
"""

from __future__ import annotations

import importlib.util
import io
from functools import cache

from extractors.model import MODALITIES
from kg.answers.analysis import Table
from kg.answers.formats import one_line, width
from kg.answers.paper import Picture
from kg.view.analysis import in_words

_BARS: dict[str, tuple[str, ...]] = {
    "statements": MODALITIES,
    "hubs": ("links",),
    "brokers": ("betweenness",),
    "communities": ("inside", "outside"),
    "programmes": ("advancing", "planning"),
    "reach": ("counties",),
    "unreached": ("needs", "bodies"),
    "movers": ("difference",),
}
"""Table → the columns that are drawn, one behind the other in one bar."""

FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei",
    "PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun",
    "Noto Serif CJK SC", "Noto Sans CJK JP", "Droid Sans Fallback",
)  # fmt: skip
"""Fonts with the characters of Chinese, the best first, as Linux, Windows and macOS have them."""

_COLOURS = ("#21507a", "#e0a030", "#9db4c8")
_MOST_BARS = 15
_WIDEST_LABEL = 36


def what_is_missing() -> str | None:
    """Return in one line what must be installed before there are pictures; None where nothing must."""
    if importlib.util.find_spec("matplotlib") is None:
        return "matplotlib is missing: pip install 'kexie-kg[plots]'"
    if _font() is None:
        return "no Chinese font is found: install one such as Noto Sans CJK SC (Debian: fonts-noto-cjk)"
    return None


def plot(table: Table) -> Picture | None:
    """Return the picture of a table; None for one without rows, or that no picture helps to read."""
    if table.name not in _BARS or not table.rows:
        return None
    import matplotlib.style
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    settings = {"font.family": [_font()], "text.parse_math": False, "axes.unicode_minus": False}
    rows = table.rows[:_MOST_BARS]
    places = range(len(rows))
    with matplotlib.style.context(["default", settings]):
        figure = Figure(figsize=(9, 1 + 0.32 * len(rows)), layout="constrained")
        axes = figure.subplots()
        begins = [0.0] * len(rows)
        for column, colour in zip(_BARS[table.name], _COLOURS, strict=False):
            number = list(table.columns).index(column)
            lengths = [float(row.cells[number] or 0) for row in rows]
            axes.barh(places, lengths, left=begins, color=colour, label=table.header[number])
            begins = [begin + length for begin, length in zip(begins, lengths, strict=True)]
        axes.set_yticks(places, [_shortened(str(cells[0])) for cells in in_words(table)[:_MOST_BARS]])
        if all(map(float.is_integer, begins)):
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.invert_yaxis()
        axes.spines[["top", "right"]].set_visible(False)
        figure.legend(loc="outside upper right", ncols=len(_COLOURS), frameon=False)
        content = io.BytesIO()
        figure.savefig(content, format="png", dpi=130, metadata={"Software": None})
    return Picture(content.getvalue(), " ".join(table.title))


@cache
def _font() -> str | None:
    """Return the best Chinese font of this machine."""
    from matplotlib.font_manager import fontManager

    known = {font.name for font in fontManager.ttflist}
    return next((font for font in FONTS if font in known), None)


def _shortened(label: str) -> str:
    """Return the beginning of a label that is wide; Chinese characters are twice as wide as Latin ones."""
    label = shown = one_line(label)
    while width(shown) > _WIDEST_LABEL:
        shown = shown[:-1]
    return label if shown == label else f"{shown[:-1]}…"
