"""The model file of LAC's encoder, changed so that it reads each text of a batch to its own end.

As exported it has the lengths of the texts as an input that nothing uses, so padding changes what it says.
Here its GRUs take them as `sequence_lens`. The file is a message of Protocol Buffers, of which these few
fields are changed as they lie, in a quarter of the time that `onnx` takes to be imported and to do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

# The numbers of fields in onnx.proto.
_GRAPH = 7
_NODE = 1
_INPUT = 11

# Fields as they lie: their number and kind, the length of what they hold, and that.
_GRU = b"\x22\x03GRU"
_NOTHING = b"\x0a\x00"
_LENGTHS = b"\x0a\x06length"
_INT64 = b"\x08\x07"
_INT32 = b"\x08\x06"

_VARINT = 0
"""The kind of field that holds a number; the others of the model hold bytes."""


def with_lengths(model: bytes) -> bytes:
    """Return the model file with the lengths in use."""
    return _changed(memoryview(model), {_GRAPH: _graph})


def _graph(graph: memoryview) -> bytes:
    return _changed(graph, {_NODE: _node, _INPUT: _input})


def _node(field: memoryview) -> bytes:
    """Of the inputs of a GRU, which come first, `sequence_lens` is the one that is empty."""
    node = bytes(field)
    return node.replace(_NOTHING, _LENGTHS, 1) if _GRU in node else node


def _input(field: memoryview) -> bytes:
    """Lengths are numbers of 32 bits to a GRU."""
    given = bytes(field)
    return given.replace(_INT64, _INT32) if given.startswith(_LENGTHS) else given


def _changed(message: memoryview, changes: Mapping[int, Callable[[memoryview], bytes]]) -> bytes:
    """Return a message in which the content of fields is changed, by their numbers."""
    parts: list[bytes | memoryview] = []
    place = 0
    while place < len(message):
        begin = place
        key, place = _number(message, place)
        value, place = _number(message, place)
        end = place if key & 7 == _VARINT else place + value
        if key >> 3 in changes:
            content = changes[key >> 3](message[place:end])
            parts += [_varint(key), _varint(len(content)), content]
        else:
            parts.append(message[begin:end])
        place = end
    return b"".join(parts)


def _number(message: memoryview, place: int) -> tuple[int, int]:
    """Return the number that lies at a place, seven bits a byte, the lowest first, and where it ends."""
    number = shift = 0
    while True:
        byte = message[place]
        number |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return number, place


def _varint(number: int) -> bytes:
    found = bytearray()
    while number >= 128:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
