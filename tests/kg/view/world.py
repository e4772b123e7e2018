"""A small world for journeys through the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from kg.answers.followup import Link, Promise
from kg.answers.match import Match, Matching, Reason
from tests.kg.view.matches import need_of, offer_of

Opener = Callable[..., Page]
BASE = "https://kexie-kg.example/"


class World:
    """A county that needs what a society offers, told by one report whose text is in the page."""

    def __init__(self, make: Any, name: str = "茶叶学会") -> None:
        need = "东源县急需茶叶种植技术。"
        offer = f"{name}可提供茶叶种植技术。"
        plan = f"{name}将建茶叶科技小院。"
        self.text = f"{need}{offer}{plan}"
        county = make.thing("Place", "东源县", "County", code="990101", names=["东源"])
        make.thing("Place", "望海市", "City", code="990100")
        tea, station = (
            make.thing("Industry", "茶叶种植技术"),
            make.thing("Facility", "茶叶科技小院", "Station"),
        )
        society = make.thing("Organization", name, "Society", names=[name + "别名"])
        make.say(county, "needs", tea, "急需茶叶种植技术", need)
        make.say(society, "offers", tea, "可提供茶叶种植技术", offer, speaker=name)
        make.say(society, "serves", county, "服务", f"{name}服务。", "wished", role=name)
        planned = make.say(society, "builds", station, "将建", plan, "planned")
        event = make.thing("Event", name + "论坛", "Forum", date="2025-03-03")
        make.say(society, "organizes", event, "论坛", f"{name}论坛。")
        self.graph = make.graph()
        for _, _, edge in self.graph.edges(data=True):
            [entry] = edge["evidence"]
            entry["begin"] = max(0, self.text.find(entry["quote"]))
            entry["end"] = entry["begin"] + len(entry["quote"])
            self.texts = {entry["report"]: self.text}
        able = offer_of(self.graph, name, "茶叶种植技术")
        reason = Reason("industry", 50, f"同一事项（{name}）", f"the same ({name})")
        match = Match(able.body, 50, (reason,), able)
        self.matching = Matching([need_of(self.graph, "东源县", "茶叶种植技术", (match,))], [])
        link = Link("moving", "briefing", "2025-04-01", plan, "planned", BASE + planned, "again")
        self.promises = [
            Promise(
                name,
                "建设",
                "茶叶科技小院",
                None,
                "planned",
                "briefing",
                None,
                plan,
                None,
                BASE + planned,
                (link,),
                2,
            )
        ]

    def open(self, open_page: Opener, fragment: str = "", **options: Any) -> Page:
        known: dict[str, Any] = {"promises": self.promises, "matching": self.matching}
        return open_page(self.graph, fragment, texts=self.texts, **known, **options)
