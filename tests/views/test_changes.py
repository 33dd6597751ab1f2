"""The open history as pages: every published change, and a record as it stood."""

import re

import pytest

from tests.factories import CURATOR, ActionFactory, ThemeFactory, TreatyFactory, actor
from tracker import changes

pytestmark = pytest.mark.django_db

LONG = "It limits the number of deployed strategic warheads of either side to a ceiling that both sides keep."


@pytest.fixture(scope="module")
def saves(for_the_file):
    """A treaty that was recorded, mended and joined: the numbers of its three versions."""
    treaty = TreatyFactory(key="start", title="Treaty on Limits", short_title="START", kind="treaty", summary=LONG, in_force="1994-12-05")
    treaty.kind, treaty.summary, treaty.ended = "agreement", LONG.replace("ceiling", "level"), "2009-12"
    mended = changes.save(treaty, by=CURATOR, why="As the text says.", many={"themes": [ThemeFactory(key="arms", title="Strategic arms")]})
    act = ActionFactory.build(record=treaty, actor=actor("fra"), action="accession", date="1995-01-02", note="<b>Late</b>")
    [joined] = changes.save_all([act], by=CURATOR, why="From the depositary.")
    return mended.number, joined.number


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_changes_tell_what_when_why_before_and_after(client, saves):
    answer = client.get("/changes/")
    assert answer.status_code == 200
    shown = text_of(answer.text)
    assert "France · Accession · 1995-01-02 in actions of START" in shown
    assert "From the depositary." in shown
    assert "&lt;b&gt;Late&lt;/b&gt;" in answer.text
    assert shown.index("From the depositary.") < shown.index("As the text says.")
    assert "Kind was: Treaty is: Agreement" in shown
    assert "<del>ceiling</del> <ins>level</ins> that both sides keep." in answer.text
    assert "Themes is: Strategic arms" in shown
    assert "Ended is: Dec 2009" in shown
    assert CURATOR.name not in answer.text
    assert f'href="/treaties/start/?version={saves[1]}"' in answer.text


def test_changes_are_narrowed_paged_and_refused(client, saves):
    assert "in actors" not in text_of(client.get("/changes/?type=treaty").text)
    assert "1 change" not in client.get("/changes/?record=start").text
    assert "No single filter" in client.get("/changes/?from=1990&to=1991&type=system&record=start").text
    assert (
        "Strategic arms" in client.get("/changes/?per_page=1&page=3").text or client.get("/changes/?per_page=1&page=2").status_code == 200
    )
    assert client.get("/changes/?per_page=200&page=2").status_code == 404
    for query, field in (("from=soon", "f-from-error"), ("type=nothing", "f-type-error"), ("record=nothing", "f-record-error")):
        answer = client.get(f"/changes/?{query}")
        assert answer.status_code == 400
        assert field in answer.text
        assert 'class="change"' not in answer.text
    assert client.get("/changes/?colour=red").status_code == 400
    assert "/changes.csv?record=start" in client.get("/changes/?record=start").text


def test_a_record_leads_to_its_earlier_states(client, saves):
    mended, joined = saves
    page = client.get("/treaties/start/").text
    assert f"?version={joined}" in page
    assert "/changes/?record=start" in page
    shown = client.get(f"/treaties/start/?version={mended}")
    assert f"version {mended} of" in shown.text
    assert "2 of 3" in shown.text
    assert f'href="?version={joined}" rel="next"' in shown.text
    assert "level that both sides keep" in shown.text
    assert "France" not in shown.text
    assert "France" in client.get(f"/treaties/start/?version={joined}").text
    [first] = re.findall(r'href="\?version=(\d+)" rel="prev"', shown.text)
    before = client.get(f"/treaties/start/?version={first}").text
    assert "ceiling that both sides keep" in before
    assert 'rel="prev"' not in before
    assert text_of(before).count("Strategic arms") == 0


@pytest.mark.parametrize("asked", ["0", "999999", "1" * 400])
def test_an_unknown_version_is_a_404(client, saves, asked):
    assert client.get(f"/treaties/start/?version={asked}").status_code == 404


@pytest.mark.parametrize("asked", ["one", "-1", "1.5", "1²", "1&as_of=1991", "1&version=2"])
def test_what_is_no_number_of_a_version_is_refused_with_a_reason(client, saves, asked):
    answer = client.get(f"/treaties/start/?version={asked}")
    assert answer.status_code == 400
    assert "Reason:" in answer.text


def test_an_empty_version_counts_as_absent(client, saves):
    assert client.get("/treaties/start/?version=").status_code == 200
