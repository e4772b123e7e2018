"""The query page in a real browser: YASGUI asks its own server, and nobody else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.answers.questions import load_questions
from kg.errors import KgError
from kg.serve.make_yasgui import CUTS, VENDORED, cut
from tests.kg.serve.client import Client

HOSTILE = (
    "<img src=http://evil.example/x onerror=alert(1)><script>alert(2)</script>"
    "<a href='javascript:alert(3)'>a</a><style>*{background:url(http://evil.example/y)}</style>"
)


@pytest.fixture
def asked() -> list[str]:
    """The requests that the page has sent."""
    return []


@pytest.fixture
def page(browser: Browser, client: Client, asked: list[str]) -> Iterator[Page]:
    """The query page; an error in it, a dialog, or a request elsewhere fails the test."""
    heard: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(5000)
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{client.url}query")
    yield page
    context.close()
    # Chromium tells of what a policy forbids even where DOMPurify parses a text to take that out.
    assert [text for text in heard if "Content Security Policy" not in text or "inline" not in text] == []
    assert [url for url in asked if not url.startswith(client.url)] == []


def run(page: Page, query: str) -> None:
    page.evaluate("query => { page.getTab().setQuery(query) }", query)
    page.locator(".yasqe_queryButton").click()


@pytest.mark.browser
def test_the_named_questions_are_examples_that_run(page: Page, client: Client) -> None:
    choice = page.locator("#examples")
    questions = load_questions().values()
    expect(choice.locator("option")).to_have_count(len(questions) + 1)
    expect(choice.locator("optgroup")).to_have_count(len({question.group for question in questions}))
    for query in choice.locator("option").evaluate_all("options => options.map((one) => one.value)")[1:]:
        assert client.query(query).status == 200
        choice.select_option(value=query)
        assert page.evaluate("page.getTab().getYasqe().queryValid")
        assert page.evaluate("page.getTab().getQuery()") == query


@pytest.mark.browser
def test_rows_are_shown_and_lead_to_the_page_of_a_thing(page: Page, client: Client, asked: list[str]) -> None:
    run(page, "SELECT ?society { ?society a kx:Society }")
    link = page.locator(".yasr td a").first
    expect(link).to_have_text(re.compile("^id:organization/"))
    assert asked == [f"{client.url}query", f"{client.url}sparql"]
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("h1")).to_have_text("云岭省茶叶学会")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ASK { ?x a kx:Society }", "True"),
        ("CONSTRUCT { ?x a kx:Society } { ?x a kx:Society }", "kx:Society"),
        ("SELECT * { ?x a kx:No }", "No data available in table"),
    ],
)
def test_every_kind_of_answer_is_shown(page: Page, query: str, shown: str) -> None:
    run(page, query)
    expect(page.locator(".yasr")).to_contain_text(shown)


@pytest.mark.browser
def test_terms_of_the_store_are_completed_and_their_prefixes_declared(page: Page, client: Client) -> None:
    page.evaluate("() => { page.getTab().setQuery('') }")
    page.locator(".CodeMirror").click()
    page.keyboard.type("SELECT * { ?x kx:locat")
    expect(page.locator(".CodeMirror-hints li")).to_have_text(["kx:locatedIn"])
    page.keyboard.press("Enter")
    page.keyboard.type(" ?y ; a kx:Soc")
    expect(page.locator(".CodeMirror-hints li")).to_have_text(["kx:Society"])
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    written = page.evaluate("page.getTab().getQuery()")
    assert written.startswith("PREFIX kx: <https://kexie-kg.example/ns#>")
    assert written.split("\n")[-1] == "SELECT * { ?x kx:locatedIn ?y ; a kx:Society }"
    assert client.query(written).status == 200


@pytest.mark.browser
def test_hostile_texts_are_texts(page: Page) -> None:
    run(page, f'SELECT ("{HOSTILE}" AS ?text) (IRI("javascript:alert(4)") AS ?iri) {{}}')
    cells = page.locator(".yasr tbody td")
    expect(cells.nth(1)).to_have_text(HOSTILE)
    expect(cells.nth(2)).to_have_text("<javascript:alert(4)>")
    assert page.locator(".yasr :is(td img, script, style, [onerror], a[href^=javascript])").count() == 0


@pytest.mark.browser
def test_an_error_is_said_and_nothing_is_kept(page: Page) -> None:
    run(page, "SELECT ?name { ?x rdfs:label ?name }")
    expect(page.locator(".yasr tbody tr").first).to_be_visible()
    assert page.evaluate("JSON.stringify(localStorage)") == "{}"
    page.evaluate("() => { page.getTab().setQuery('SELECT ]') }")
    page.locator(".parseErrorIcon").first.hover()
    expect(page.locator(".yasqe_tooltip")).to_contain_text("This line is invalid")


def test_only_its_own_scripts_run(client: Client) -> None:
    policy = client.ask("/query").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "connect-src 'self'" in policy


def test_the_script_of_others_is_the_one_that_was_cut() -> None:
    for name, digest in VENDORED.items():
        content = files("kg.serve.web").joinpath(name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest, name
        assert not re.search(
            rb"prefix\.cc/|prefixCcApi\?|lov\.linkeddata|dbpedia|wikidata\.org|</script|</style", content
        )


def test_a_new_version_in_which_nothing_can_be_cut_is_refused() -> None:
    with pytest.raises(KgError, match="YASGUI has changed"):
        cut("const completers = []")
    assert len(CUTS) > 0
