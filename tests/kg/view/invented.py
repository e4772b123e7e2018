"""Invented graphs in the form that `kg.answers.graph.load_graph` gives: by hand, or of any size by chance."""

from __future__ import annotations

import hashlib
import random
from typing import Any

import networkx as nx

BASE = "https://kexie-kg.example/"
FIRST, SECOND = "云青松望柳石安永丰鹿银白长南临", "溪岚泽海川湾平宁城鸣杏沙坪浔江"
COUNTIES = [
    "东源",
    "河阳",
    "清水",
    "大埔",
    "新桥",
    "双塔",
    "古田",
    "龙岩坡",
    "梅岭",
    "平湖",
    "三河",
    "宝山",
    "高岗",
    "竹溪",
    "桃源",
    "枫林",
    "雁栖",
    "金沙",
    "马鞍",
    "红岩",
]
FIELDS = [
    "水产",
    "茶叶",
    "机器人",
    "氢能",
    "新材料",
    "陶瓷",
    "荔枝",
    "中药材",
    "低空经济",
    "蚕桑",
    "食用菌",
    "电子信息",
    "农业机械",
    "海洋",
    "气象",
    "地质",
    "护理",
    "园艺",
]
BRANCHES = ["", "加工", "装备", "服务", "种业", "旅游"]
SURNAMES = ["王", "李", "陈", "林", "黄", "周", "何", "郑", "梁", "谢", "欧阳", "司徒"]
GIVEN = "明雅志思海秀建晓文子丽立远琴强源波英国彤博涵华新"
ROLES = ["主席", "党组书记", "副主席", "会长", "秘书长", "学会部部长", "副会长"]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class GraphMaker:
    """Adds things and statements by name; `graph` is sorted as load_graph sorts it."""

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, Any]] = {}
        self._edges: list[tuple[str, str, str, dict[str, Any]]] = []

    def thing(self, type: str, label: str, subtype: str | None = None, **known: Any) -> str:
        iri = f"{BASE}id/{type.lower()}/{known.get('code') or label}"
        known = {"names": [], "code": None, "date": None, **known}
        self._nodes.setdefault(iri, {"label": label, "type": type, "subtype": subtype, **known})
        return iri

    def say(
        self,
        head: str,
        relation: str,
        tail: str,
        quote: str,
        sentence: str,
        modality: str = "actual",
        **known: Any,
    ) -> str:
        key = _hash(repr((head, relation, tail, known.get("role"), modality)))
        report = known.pop("report", "2025年科技服务进县域工作简报")
        evidence = {
            "report": f"{BASE}report/{_hash(report)}",
            "title": report,
            "date": known.pop("date", "2025-03-18"),
            "source": known.pop("source", "reports/briefing.txt"),
            "quote": quote,
            "sentence": sentence,
            "begin": 10,
            "end": 10 + len(quote),
            "rule": f"{relation}-1",
            "speaker": known.pop("speaker", None),
        }
        edge = {"role": None, "time": None, "count": None, **known}
        edge |= {"relation": relation, "modality": modality, "evidence": [evidence]}
        self._edges.append((head, tail, f"{BASE}statement/{key}", edge))
        return f"statement/{key}"

    def __len__(self) -> int:
        return len(self._nodes)

    def label(self, iri: str) -> str:
        return str(self._nodes[iri]["label"])

    def graph(self) -> nx.MultiDiGraph:
        graph = nx.MultiDiGraph()
        graph.add_nodes_from((iri, self._nodes[iri]) for iri in sorted(self._nodes))
        graph.add_edges_from(sorted(self._edges, key=lambda edge: edge[:3]))
        return graph


class Province:
    """Adds cities of an invented province and what lies in them; most statements stay in one city."""

    def __init__(self, size: int, seed: int) -> None:
        self.draw = random.Random(seed)
        self.make = GraphMaker()
        self.size = size
        self.province = self.make.thing("Place", "云岭省", "Province", code="990000", names=["云岭"])
        names = ["云岭省科协", "省科协"]
        self.kexie = self.make.thing("Organization", "云岭省科学技术协会", "Association", names=names)
        self.work = self.make.thing("Initiative", "百县兴业工程", "Programme", names=["兴业工程"])
        self.make.thing("Initiative", "科创云岭", "Brand")
        text = "云岭省科学技术协会在省城召开会议。"
        self.make.say(self.kexie, "locatedIn", self.province, "云岭省科学技术协会", text)
        branches = [field + branch for branch in BRANCHES for field in FIELDS]
        self.fields = branches[: max(4, size // 12)]
        self.industries = [self.make.thing("Industry", f"{name}产业") for name in self.fields]
        self.cities: list[City] = []
        self.counties = 0

    def add_city(self) -> None:
        number = len(self.cities)
        name = FIRST[number % len(FIRST)] + SECOND[(number + number // len(FIRST)) % len(SECOND)]
        place = self.make.thing("Place", f"{name}市", "City", code=f"99{number + 1:03d}0")
        body = self.make.thing(
            "Organization", f"{name}市科学技术协会", "Association", names=[f"{name}市科协"]
        )
        self.cities.append(City(name, place, body))
        say = self.make.say
        say(place, "locatedIn", self.province, f"{name}市", f"{name}市是云岭省的地级市。")
        say(body, "locatedIn", place, f"{name}市科协", f"{name}市科协组织了本次活动。")
        text = f"{name}市科协与省科协签署了合作协议,共同推进县域产业发展。"
        say(body, "cooperatesWith", self.kexie, "签署了合作协议", text, time="2025-03")
        text = f"{name}市科协推进百县兴业工程落地见效。"
        say(body, "advances", self.work, "推进百县兴业工程", text)

    def add_county(self) -> None:
        city = self.draw.choice(self.cities)
        self.counties += 1
        name = f"{self.draw.choice(COUNTIES)}县"
        if self.size > 120:
            name = f"{city.name}{name}"
        county = self.make.thing("Place", name, "County", code=f"98{self.counties:04d}")
        city.counties.append(county)
        self.make.say(county, "locatedIn", city.place, name, f"{name}隶属{city.name}市。")
        industry = self.draw.choice(self.industries)
        label = self.make.label(industry)
        text = f"{name}副县长介绍,全县正大力发展{label},但缺少技术人才,希望得到学会的支持。"
        self.make.say(county, "hasIndustry", industry, f"大力发展{label}", text)
        self.make.say(county, "needs", industry, "缺少技术人才", text, speaker="梁立新")
        near = city if city.societies and self.draw.random() < 0.9 else self.draw.choice(self.cities)
        if near.societies:
            society = self.draw.choice(near.societies)
            label = self.make.label(society)
            text = f"下一步,{label}将为{name}提供长期技术服务。"
            self.make.say(society, "serves", county, "提供长期技术服务", text, "planned", time="2026")
            text = f"{name}希望与{label}建立合作关系。"
            self.make.say(county, "cooperatesWith", society, "建立合作关系", text, "wished")

    def add_society(self) -> None:
        city = self.draw.choice(self.cities)
        number = self.draw.randrange(len(self.fields))
        field, kind = self.fields[number], self.draw.choice(["学会", "协会", "研究会"])
        label = f"{city.name}市{field}{kind}"
        society = self.make.thing("Organization", label, "Society", names=[f"{field}{kind}"])
        city.societies.append(society)
        text = f"{label}在{field}领域拥有一批专家和成果。"
        self.make.say(society, "offers", self.industries[number], f"在{field}领域", text)
        if self.draw.random() < 0.5:
            text = f"{label}与{city.name}市科协在多方面开展合作。"
            self.make.say(society, "cooperatesWith", city.body, "开展合作", text)

    def add_person(self) -> None:
        city = self.draw.choice(self.cities)
        given = "".join(self.draw.sample(GIVEN, 2))
        person = self.make.thing("Person", self.draw.choice(SURNAMES) + given)
        name = self.make.label(person)
        body = self.draw.choice([self.kexie, city.body, city.body, *city.societies])
        label = self.make.label(body)
        for role in self.draw.sample(ROLES, 2 if self.draw.random() < 0.4 else 1):
            text = f"{label}{role}{name}出席会议并讲话。"
            self.make.say(person, "holdsPost", body, f"{label}{role}{name}", text, role=role)

    def add_facility(self) -> None:
        city = self.draw.choice(self.cities)
        kind, subtype = self.draw.choice(
            [("科技小院", "Station"), ("学会服务站", "Station"), ("中试基地", "Base")]
        )
        label = f"{city.name}{self.draw.choice(self.fields)}{kind}"
        facility = self.make.thing("Facility", label, subtype)
        modality = self.draw.choice(["actual", "planned"])
        verb = "计划建设" if modality == "planned" else "建成"
        text = f"{city.name}市科协{verb}{label},为农户提供技术指导。"
        count = self.draw.choice([None, 1, 5])
        self.make.say(city.body, "builds", facility, f"{verb}{label}", text, modality, count=count)
        self.make.say(facility, "locatedIn", city.place, label, f"{label}位于{city.name}市。")

    def add_event(self) -> None:
        city = self.draw.choice(self.cities)
        label = (
            f"{city.name}{self.draw.choice(self.fields)}技术{self.draw.choice(['培训班', '对接会', '论坛'])}"
        )
        event = self.make.thing("Event", label, "Training", date="2025-03-03/2025-03-07")
        text = f"3月3日至7日,{city.name}市科协举办{label}。"
        self.make.say(city.body, "organizes", event, f"举办{label}", text, time="2025-03-03/2025-03-07")
        where = self.draw.choice([city.place, *city.counties])
        self.make.say(event, "locatedIn", where, label, f"{label}在{self.make.label(where)}举行。")
        if city.societies:
            society = self.draw.choice(city.societies)
            name = self.make.label(society)
            text = f"{name}专家参加{label}并授课。"
            self.make.say(society, "participatesIn", event, f"{name}专家", text)

    def add_island(self) -> None:
        """A society and its town, which no other statement knows."""
        number = len(self.make)
        town = self.make.thing("Place", f"{self.draw.choice(COUNTIES)}{number}镇", "Town")
        label = f"{self.make.label(town)}{self.draw.choice(self.fields)}协会"
        society = self.make.thing("Organization", label, "Society")
        self.make.say(society, "locatedIn", town, label, f"{label}设在镇上。")


class City:
    """A city, its association, and what was added to it."""

    def __init__(self, name: str, place: str, body: str) -> None:
        self.name, self.place, self.body = name, place, body
        self.societies: list[str] = []
        self.counties: list[str] = []


def demo_graph(size: int, seed: int = 7) -> nx.MultiDiGraph:
    """`size` things, shaped as in real graphs: regions with hubs, leaves, parallel links, islands."""
    province = Province(size, seed)
    add = [province.add_county, province.add_society, province.add_person, province.add_facility]
    add += [province.add_county, province.add_society, province.add_person, province.add_event]
    turn = 0
    while len(province.make) < size:
        if turn % 9 == 0 and len(province.cities) < 6 + size // 100:
            province.add_city()
        elif turn % 40 == 39 and len(province.make) + 2 <= size:
            province.add_island()
        else:
            add[turn % len(add)]()
        turn += 1
    return province.make.graph()
