"""Questions: named ones, and what a text in plain Chinese asks.

    answer = ask(store.quads, *understand(store.quads, "哪些学会服务德庆县?"))
    answer.names, answer.rows

`named` has the questions of ontologies/questions and answers them, `restriction` leaves some answers out.
`phrasing` says how a question is asked, with what `words`; `readings` finds the ways to read a `text` so, or
some of its `clauses`, or it after `rewording`; `subject` says who acts in it, and `understanding` chooses.
"""

from __future__ import annotations

from kg.answers.questions.named import (
    GROUPS,
    Answer,
    Question,
    ask,
    load_questions,
    question_named,
)
from kg.answers.questions.restriction import Restriction
from kg.answers.questions.understanding import Understanding, understand

__all__ = [
    "GROUPS",
    "Answer",
    "Question",
    "Restriction",
    "Understanding",
    "ask",
    "load_questions",
    "question_named",
    "understand",
]
