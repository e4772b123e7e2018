"""The one gate for every query that a user writes: what passes is read-only and stays inside the store.

Oxigraph would fetch `SERVICE <http://…>` over the network and cannot be told not to, so the query is first
read by the terminals of the SPARQL grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar). Where these
could disagree with Oxigraph about where a literal ends, the safe side wins: comments are blanked out, and the
word SERVICE in a literal is written with an escape, so that outside a literal it is a syntax error, never a
request. Where a server resolves `\\u0022` before it parses (section 19.2), a literal would end there: signs
that could end one are written with escapes of their own. Oxigraph needs no space between words (it reads
`trueSERVICE` as two): any word that holds SERVICE is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.vocabulary import PREFIXES

MAX_TOKENS = 5_000
MAX_NESTING = 100
"""Oxigraph's parser and optimiser recurse: what is longer or deeper could end the process."""

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

_LONG = r"""\"{3}(?:"{0,2}(?:[^"\\]|\\.))*+"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}"""
_SHORT = r""""(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+'"""
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<string>(?:{_LONG}|{_SHORT})(?:@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)?)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9a-fA-F]{{4}}|\\U[0-9a-fA-F]{{8}})*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d][\w-]*+)?:(?:(?:[\w:%-]|\\.|\.(?=[\w:%\\-]))+)?)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)
    | (?P<word>\w[\w-]*+)
    | (?P<sign>\^\^|&&|\|\||<=|>=|!=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NEWLINE = re.compile("\r\n?|\n")
_REASONS = {"Prefix not found": "undeclared prefix", "IRI parsing failed": "not an absolute IRI"}
_SERVICE = re.compile("service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)", re.DOTALL)
_OWN_ESCAPES = {'"': '\\"', "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    begin: int


def admit(query: str) -> str:
    """Return the query in the form that may be evaluated.

    Raises QueryError for updates, SERVICE, FROM, and for queries too long or too deep to be safe.
    """
    tokens = _tokens(query)
    _refuse(tokens, query)
    return "".join(_safe(token) for token in tokens)


def syntax_error(query: str, error: SyntaxError) -> QueryError:
    """Return the error to show for a query that `admit` passed and Oxigraph could not parse."""
    tokens = _spoken(_tokens(query))
    index, reason = _failing(tokens)
    opened = next((n for n, token in enumerate(tokens) if token.text in ("'", '"')), None)
    if opened is not None:
        index, reason = opened, "the literal that begins here is not closed"
    if index is None:
        return QueryError(f"the query is not SPARQL: {_one_line(str(error))}")
    if index == len(tokens):
        place = _place(query, len(query.rstrip()))
        what = "the query ends too early" if reason is None else reason
    else:
        place, found = _place(query, tokens[index].begin), repr(_one_line(tokens[index].text))
        what = f"unexpected {found}" if reason is None else f"{reason}, at {found}"
    return QueryError(f"the query is not SPARQL: {place}: {what}")


def _tokens(query: str) -> list[_Token]:
    return [_Token(str(found.lastgroup), found.group(), found.start()) for found in _TOKEN.finditer(query)]


def _spoken(tokens: list[_Token]) -> list[_Token]:
    return [token for token in tokens if token.kind not in ("space", "comment")]


def _safe(token: _Token) -> str:
    if token.kind == "comment":
        return " " * len(token.text)
    if token.kind == "string":
        text = _ESCAPE.sub(_own_escape, token.text)
        return _SERVICE.sub(lambda word: f"{word[0][0]}\\u{ord(word[0][1]):04x}{word[0][2:]}", text)
    return token.text


def _own_escape(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2]
    code = int(digits, 16) if digits else 0
    return _OWN_ESCAPES.get(chr(code), escape[0]) if code < 128 else escape[0]


def _refuse(tokens: list[_Token], query: str) -> None:
    spoken = _spoken(tokens)
    if not spoken:
        raise QueryError("the query is empty")
    if len(spoken) > MAX_TOKENS:
        raise QueryError(f"the query is too long: more than {MAX_TOKENS:,} words and signs")
    verb = _verb(spoken)
    if verb is not None and verb.text.upper() in _UPDATES:
        raise QueryError(
            f"{verb.text.upper()} is refused ({_place(query, verb.begin)}): a query cannot change the store"
        )
    depth = 0
    for token in spoken:
        depth += (token.text in "({[") - (token.text in ")}]")
        if depth > MAX_NESTING:
            raise QueryError(
                f"the query is nested more than {MAX_NESTING} deep at {_place(query, token.begin)}"
            )
        if _SERVICE.search(_outside_names(token).casefold()):
            raise QueryError(
                f"SERVICE is refused ({_place(query, token.begin)}): a query sees this store and nothing else"
            )
        if token.kind == "word" and token.text.upper() == "FROM":
            raise QueryError(
                f"FROM is refused ({_place(query, token.begin)}): the graphs of this store are reached by "
                "GRAPH <…> { … }"
            )


def _outside_names(token: _Token) -> str:
    """Return the part of a token that Oxigraph could read as a keyword.

    A dot may end a name and a prefix may be a keyword (`SERVICE:x` is SERVICE and a name to it).
    """
    if token.kind in ("string", "iri", "variable"):
        return ""
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return f"{prefix} {local.partition('.')[2]}"
    return token.text


def _verb(tokens: list[_Token]) -> _Token | None:
    """Return the first word behind the declarations of prefixes and base."""
    return next(
        (token for token in tokens if token.kind == "word" and token.text.upper() not in ("PREFIX", "BASE")),
        None,
    )


def _failing(tokens: list[_Token]) -> tuple[int | None, str | None]:
    """Return the index of the token where parsing fails (their number: at the end) and the reason, if known.

    Oxigraph reports the furthest character that it looked at, and looks ahead by the length of its keywords.
    With more white space between the tokens than any keyword is long, that is in the token or just behind it.
    """
    pad = " " * 32
    padded, begins = "", []
    for token in tokens:
        begins.append(len(padded))
        padded += _safe(token) + pad
    begins.append(len(padded))
    lines = [0, *(found.end() for found in re.finditer("\n", padded))]
    try:
        ox.Store().query(padded, prefixes=PREFIXES)
    except SyntaxError as error:
        found = re.fullmatch(r"error at (\d+):(\d+): expected (?:one of )?(.*)", str(error), re.DOTALL)
        if found is not None:
            line, column = int(found[1]), int(found[2])
            offset = lines[min(line, len(lines)) - 1] + column - 1
            index = max(index for index, begin in enumerate(begins) if begin <= offset)
            # Between the signs and words that could stand there, Oxigraph names what is wrong in plain words.
            reasons = (text for text in found[3].split(", ") if re.fullmatch(r"[A-Z]\w+( [\w*]+){2,}", text))
            reason = next(reasons, None)
            return index, None if reason is None else _REASONS.get(reason, reason)
    return None, None


def _place(query: str, offset: int) -> str:
    before = _NEWLINE.split(query[:offset])
    return f"line {len(before)}, column {len(before[-1]) + 1}"


def _one_line(text: str) -> str:
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
