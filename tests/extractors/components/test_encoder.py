"""Which fields of the file are changed, on a small message; what that gives, the tagger's tests show."""

from __future__ import annotations

from extractors.components.encoder import with_lengths


def field(number: int, content: bytes) -> bytes:
    """A field that holds fewer than 16,384 bytes."""
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([length & 127 | 128, length >> 7])
    return bytes([number << 3 | 2]) + size + content


def node(kind: bytes, *inputs: bytes) -> bytes:
    return field(1, b"".join(field(1, one) for one in inputs) + field(4, kind))


def given(name: bytes, kind: int) -> bytes:
    return field(11, field(1, name) + field(2, field(1, bytes([8, kind]))))


def model(graph: bytes) -> bytes:
    version = b"\x08\xac\x02"
    return version + field(7, graph) + field(8, b"\x10\x0d")


def test_grus_take_the_lengths_and_all_else_stays() -> None:
    weights = field(5, bytes(range(256)) * 3)
    others = node(b"Slice", b"states", b"") + weights
    before = node(b"GRU", b"text", b"w", b"r", b"b", b"", b"h") + others
    after = node(b"GRU", b"text", b"w", b"r", b"b", b"length", b"h") + others
    assert with_lengths(model(before + given(b"token_ids", 7) + given(b"length", 7))) == model(
        after + given(b"token_ids", 7) + given(b"length", 6)
    )
    assert with_lengths(model(others)) == model(others)
