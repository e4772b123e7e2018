"""What is known of one thing in words, for the terminal and for a page: one line for each statement."""

from __future__ import annotations

from dataclasses import replace

from kg.answers.show import Portrait, Said
from kg.view.words import page_words


def posts_once(statements: list[Said]) -> list[Said]:
    """Return the statements with all those on one holder of a post as one: they differ in time alone."""
    rows: dict[object, Said] = {}
    for one in statements:
        name = one.statement if one.tenure is None else (one.tenure.holder, one.tenure.post)
        known = rows.get(name)
        if known is not None:
            said = sorted([*known.said, *one.said], key=lambda entry: entry["date"] or "", reverse=True)
            one = replace(known, said=said, reported=known.reported and one.reported)
        rows[name] = one
    return list(rows.values())


def time_words(one: Said) -> str:
    """Return when it was, that of a post from – until; in brackets the date of the report."""
    if one.when is None:
        return "—"
    begin = f"({one.when})" if one.reported else one.when
    if one.tenure is None:
        return begin
    return f"{begin} – {one.tenure.until or ''}"


def what_words(one: Said, portrait: Portrait) -> str:
    """Return the other thing with what is said of it: modality, role, counts, who came after."""
    parts = [one.other.label]
    if one.key.role is not None:
        parts.insert(0 if not one.outgoing else len(parts), one.key.role)
    counts = sorted({entry["count"] for entry in one.said if entry["count"] is not None})
    if counts:
        parts.append(f"({' / '.join(map(str, counts))})")
    if one.tenure is not None and one.tenure.former:
        parts.append("(原任 former)")
    if one.tenure is not None and one.tenure.successor is not None:
        parts.append(f"→ {portrait.labels[one.tenure.successor]}")
    if one.key.modality != "actual":
        parts.insert(0, f"[{' '.join(page_words()['modality'][one.key.modality])}]")
    return " ".join(parts)


def relation_words(relation: str, outgoing: bool) -> str:
    """Return the relation in Chinese and English, as seen from the thing shown."""
    words = page_words()["relation"][relation]
    return " ".join(words[:2] if outgoing else words[2:])
