"""Timelines over HTTP: chart and chronicle of one address, parts for the script, frames, the drawing as a file, stories."""

import csv
import gzip
import io
import re
import xml.etree.ElementTree as ET

import pytest

from tests.factories import EventFactory, SourceFactory, StoryStepFactory, TreatyFactory, world, write
from tracker import changes

pytestmark = pytest.mark.django_db

LIGHT = 60_000  # bytes of a page, compressed
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def many(for_the_file):
    """A world with three hundred entries, so that its chronicle has pages."""
    w = world()
    with changes.together():
        write(
            [
                EventFactory.build(
                    key=f"e-{at}",
                    title=f"Event number {at}",
                    date=f"{1868 + at // 2}-0{at % 9 + 1}",
                    kind="test",
                    records=[w.npt],
                    actors=[w.usa],
                    sources=[w.report],
                )
                for at in range(300)
            ]
        )
    return w


def test_chart_chronicle_and_files_hold_the_same_entries(client, many, subtests):
    for query in ("", "actor=usa", "from=1900&to=1950", "kind=test&lanes=theme", "record=npt&lanes=record", "type=system", "from=2100"):
        with subtests.test(query):
            shown = client.get(f"/timeline/?{query}")
            said = int(re.search(r'id="applied" role="status">([\d,]+) entr', shown.text).group(1).replace(",", ""))
            rows = list(csv.DictReader(io.StringIO(client.get(f"/timeline.csv?{query}").text)))
            assert len(rows) == said
            drawn = re.search(r'<p hidden data-count="(\d+)">', client.get(f"/timeline/?{query}&part=chart").text)
            assert int(drawn.group(1)) == said
            assert f"Chart of {said:,} entries" in shown.text or said == 0
            if said <= 100:
                assert shown.text.count("<li>\n              <svg") == said


def test_decades_lead_across_pages(client, many):
    shown = client.get("/timeline/").text
    jumps = {label: address for address, label in re.findall(r'<a href="([^"]*)">(\d{4}s)</a>', shown)}
    assert jumps["1860s"] == "#d1860"
    page, anchor = jumps["2000s"].replace("&amp;", "&").split("#")
    assert anchor == "d2000"
    assert 'id="d2000"' in client.get(f"/timeline/{page}").text


def test_no_page_is_heavy(client, many):
    for address in ("/timeline/", "/timeline/?per_page=200", "/timeline/?lanes=theme", "/embed/timeline/", "/treaties/npt/timeline/"):
        answer = client.get(address, headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        assert len(answer.content) < LIGHT
        assert len(gzip.compress(gzip.decompress(answer.content))) < LIGHT


def test_only_the_frame_may_be_framed(client, many):
    framed = client.get("/embed/timeline/?record=npt")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "Set-Cookie" not in framed
    assert "Data version" in framed.text
    outward = re.findall(r"<a [^>]*>", framed.text)
    assert all('rel="noopener' in link or "data-way" in link or 'class="heap' in link or 'href="?' in link for link in outward)
    for address in ("/", "/timeline/", "/timeline/?part=chart", "/timeline.svg", "/treaties/npt/", "/nothing/"):
        refused = client.get(address)
        assert "frame-ancestors 'none'" in refused["Content-Security-Policy"], address
        assert refused["X-Frame-Options"] == "DENY", address


def test_the_drawing_is_a_file_of_its_own(client, many):
    answer = client.get("/timeline.svg?record=npt&from=1960&to=2010")
    assert answer["Content-Type"] == "image/svg+xml"
    root = ET.fromstring(answer.content)
    text = " ".join(root.itertext())
    assert "Timeline, 1960 to 2010" in text
    assert "entries about NPT from 1960 to 2010" in text
    assert "Sources: Institute" in text
    assert f"Data version {answer['X-Data-Version']}" in text
    assert all(link.get("href").startswith("http://testserver/") for link in root.iter(f"{SVG}a"))
    assert not [node for node in root.iter() if node.get("style")]
    assert client.get("/timeline.svg?type=challenge&from=2500").status_code == 200
    assert client.get("/timeline.svg?colour=red").json()["errors"].keys() == {"colour"}


def test_a_record_an_actor_and_a_theme_have_their_drawing_and_are_set_beside_another(client, many):
    for path, title, beside in (
        ("/treaties/npt/", "Timeline of NPT", "record=npt"),
        ("/actors/usa/", "Timeline of United States", "actor=usa"),
        ("/themes/nuclear/", "Timeline: Nuclear arms", "theme=nuclear"),
    ):
        page = client.get(f"{path}timeline/").text
        assert f'href="{path}timeline.svg"' in page
        root = ET.fromstring(client.get(f"{path}timeline.svg?from=1868&to=2017").content)
        assert root.find(f"{SVG}title").text == f"{title}, 1868 to 2017"
        heaps = [link.get("href") for link in root.iter(f"{SVG}a") if "heap" in link.get("class")]
        assert all(heap.startswith(f"http://testserver{path}timeline/?") for heap in heaps)
        name, _, key = beside.partition("=")
        assert f'<input type="hidden" name="lanes" value="{name}">' in page
        assert f'<input type="hidden" name="{name}" value="{key}">' in page
    assert client.get("/treaties/nothing/timeline.svg").status_code == 404
    assert client.get("/actors/nothing/timeline.svg").status_code == 404
    assert client.get("/treaties/npt/timeline.svg?record=npt").status_code == 400


def test_what_is_worth_seeing_one_over_the_other_is_offered(client, many):
    lead, query = "One over the other", "lanes=actor&actor=usa&actor=rus"
    shown = client.get("/timeline/").text
    assert lead in shown
    assert f'href="/timeline/?{query.replace("&", "&amp;")}"' in shown
    assert "theme=missile_defence" not in shown  # not published here
    names = re.findall(r'<li class="rows-\d+"><a [^>]*>([^<]*)</a>', client.get(f"/timeline/?{query}").text)
    assert names == ["United States", "Russian Federation"]
    assert lead not in client.get("/treaties/npt/timeline/").text
    assert f'href="/timeline/?{query.replace("&", "&amp;")}"' in client.get("/compare/?actors=usa,rus").text


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("width=1", "width"),
        ("width=x", "width"),
        ("part=all", "part"),
        ("lanes=colour", "lanes"),
        ("lanes=type&lanes=actor", "lanes"),
        ("entry=x", "entry"),
    ],
)
def test_a_chart_refuses_what_it_cannot_draw(client, query, wrong):
    for address in ("/timeline/", "/embed/timeline/"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert wrong in answer.text
        assert '<svg class="chart timeline-drawing' not in answer.text


def test_what_is_known_of_an_entry(client, many):
    shown = client.get("/timeline/?part=entry&entry=event.review-2010").text
    assert "Review Conference" in shown
    assert "France" in shown
    assert "A report" in shown
    assert "/treaties/npt/?as_of=" in shown
    assert client.get("/timeline/?part=entry&entry=none").status_code == 404


def test_a_story_is_an_article_whose_steps_lead_to_what_they_tell(client, many):
    StoryStepFactory(story="atoms", position=1, title="A story of atoms", text="First.", record=many.npt, date="1968-07-01")
    StoryStepFactory(story="atoms", position=2, title="Later", text="Second.\n\nAnd more.", event=many.conference)
    StoryStepFactory(story="atoms", position=3, title="A day", text="Third.", date="2015")
    listed = client.get("/stories/").text
    assert '<a href="/stories/atoms/">A story of atoms</a>' in listed
    shown = client.get("/stories/atoms/").text
    assert "<h1>A story of atoms</h1>" in shown
    assert "/treaties/npt/?as_of=1968-07-01" in shown
    assert "<p>And more.</p>" in shown
    assert "/timeline/?from=2015&amp;to=2015" in shown
    assert shown.count("told__chart") == 3
    assert client.get("/stories/none/").status_code == 404
    assert client.get("/stories/?x=1").status_code == 400


def test_a_year_of_three_digits_takes_no_timeline_down(client):
    """A date needs four."""
    source = SourceFactory(key="old", date="0992-08-03", url="https://example.org/old")
    TreatyFactory(key="old", short_title="Old", opened="0992-08-03", in_force="0993", ended="0994-02", sources=[source])
    for address in ("/timeline/", "/timeline/?from=0990&to=0995", "/treaties/old/timeline/", "/timeline.svg", "/treaties/old/"):
        shown = client.get(address)
        assert shown.status_code == 200, address
        assert "992" in shown.text, address
    assert "from 3 August 992" in client.get("/timeline.csv?from=0992-08-03")["X-Selection"]
    assert "0992/08/03/" in client.get("/sources/old.ris").content.decode()
    assert "year = {0992}" in client.get("/sources/old.bib").content.decode()
