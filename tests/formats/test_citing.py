"""How rows and lists are cited, linked and found; and where a key leads that was given up."""

import json
import re

import pytest
import rispy

from tests.factories import ADMINISTRATOR, CURATOR, SourceFactory, ThemeFactory, TreatyFactory
from tests.formats.test_same_rows import bibtex
from tracker import changes

pytestmark = pytest.mark.django_db
NASTY = r"A {brace}, 50 % & more_of $it #1 ~ ^ \ end"


def test_a_body_is_no_person_and_no_sign_is_a_command(client, world):
    SourceFactory(key="nasty", title=NASTY, publisher="Ministry & Council", date="2015-03", url="https://example.org/a_b?c=%7B1&d={2}")
    [(key, fields)] = bibtex(client.get("/sources/nasty.bib").content.decode())
    assert key == "nasty"
    assert fields["author"] == r"{Ministry \& Council}"
    assert fields["title"] == r"{A \{brace\}, 50 \% \& more\_of \$it \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} end}"
    assert fields["url"] == "https://example.org/a_b?c=%7B1&d=%7B2%7D"
    assert (fields["year"], fields["month"], "day" in fields) == ("2015", "3", False)
    [entry] = rispy.loads(client.get("/sources/nasty.ris").content.decode())
    assert (entry["title"], entry["authors"], entry["year"], entry["date"]) == (NASTY, ["Ministry & Council"], "2015", "2015/03//")
    [item] = client.get("/sources/nasty.csl.json").json()
    assert item["issued"] == {"date-parts": [[2015, 3]]}
    assert item["author"] == [{"literal": "Ministry & Council"}]


def test_a_record_is_cited_as_it_stood_on_a_day(client, world):
    [(key, fields)] = bibtex(client.get("/treaties/npt.bib?as_of=1991").content.decode())
    assert key == "pacta-npt"
    assert fields["url"] == "http://testserver/treaties/npt/?as_of=1991-12-31"
    assert fields["note"].startswith("Status as of 31 December 1991. Data version ")
    assert "urldate" not in fields
    assert client.get("/treaties/npt.bib?day=1991").status_code == 400
    assert client.get("/treaties/npt.ics?as_of=1991").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/treaties/npt/",
        "/actors/fra/",
        "/themes/nuclear/",
        "/sources/npt-text/",
        "/treaties/?theme=nuclear",
        "/timeline/",
        "/calendar/?from=1990",
        "/changes/",
        "commitment",
    ],
)
def test_a_page_says_how_to_cite_it_and_what_it_is(client, world, path):
    path = f"/commitments/{world.article.uid}/" if path == "commitment" else path
    shown = client.get(path).content.decode()
    for said in ("Cite this", "BibTeX", "RIS", "CSL-JSON", "Data version", "Accessed", 'data-copy="reference"'):
        assert said in shown
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1]
    data = json.loads(linked)
    assert data["@context"] == "https://schema.org"
    assert data["url"].startswith("http://testserver/")
    assert f'<link rel="canonical" href="http://testserver{path}">' in shown
    assert 'property="og:title" content="' in shown
    alternates = re.findall(r'<link rel="alternate" href="([^"]+)" type="([^"]+)"', shown)
    assert len(alternates) >= 4
    for address, media_type in alternates:
        answer = client.get(address.replace("&amp;", "&"))
        assert (answer.status_code, answer["Content-Type"]) == (200, media_type)


def test_a_list_is_cited_by_its_name_and_what_it_holds(client, world):
    for path, title in (
        ("/treaties/?theme=nuclear", "Treaties on nuclear arms, oldest first"),
        ("/calendar/?record=npt&from=1990", "Calendar: dates about NPT from 1990, oldest first"),
        ("/changes/?type=treaty", "Changes about treaty, newest first"),
    ):
        assert f"“{title}.”" in client.get(path).text


def test_no_two_selections_or_days_share_a_key(client, world):
    addresses = ("/treaties/", "/treaties/?theme=nuclear", "/treaties/?theme=missiles", "/timeline/", "/themes/nuclear/timeline/")
    addresses += tuple(f"/answer/?actor=fra&record=npt&as_of={day}" for day in ("1991", "1993-01-02"))
    keys = [re.search(r"@\w+\{(pacta-[^,]+),", client.get(address).text)[1] for address in addresses]
    assert len(set(keys)) == len(addresses), keys
    assert (keys[0], keys[4], keys[6]) == ("pacta-treaties", "pacta-timeline-theme-nuclear", "pacta-fra-npt-1993-01-02")
    shown = client.get("/treaties/?theme=nuclear&page=1").text
    assert keys[1] in shown
    assert "Timeline: Nuclear arms" in client.get(addresses[4]).text.partition("@misc{")[2].partition("note =")[0]


def test_no_word_ends_the_script_that_it_stands_in(client, world):
    ThemeFactory(key="odd", title="</script><b>x", summary="<!-- & -->")
    shown = client.get("/themes/odd/").content.decode()
    assert "</script><b>" not in shown
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1])
    assert (data["name"], data["description"]) == ("</script><b>x", "<!-- & -->")


def test_a_page_has_one_address_whatever_the_day_and_the_order(client, world):
    shown = client.get("/treaties/?theme=nuclear&as_of=1991&sort=-title&per_page=50").content.decode()
    assert 'rel="canonical" href="http://testserver/treaties/?theme=nuclear"' in shown
    assert 'rel="canonical"' not in client.get("/treaties/?colour=red").content.decode()


def test_a_key_that_was_given_up_leads_on(client, world):
    treaty = TreatyFactory(key="old-name", title="Treaty")
    treaty.key = "new-name"
    changes.save(treaty, by=ADMINISTRATOR, why="Renamed.")
    for ending in ("/", ".json", ".bib", ".ris", ".csl.json", ".ics", ".atom", "/participants.csv", "/timeline/"):
        answer = client.get(f"/treaties/old-name{ending}?as_of=1991")
        assert (answer.status_code, answer["Location"]) == (301, f"/treaties/new-name{ending}?as_of=1991")
    changes.retract(treaty, by=CURATOR, why="Entered twice.")
    answer = client.get("/treaties/new-name.json")
    assert answer.status_code == 410
    assert "Entered twice." in answer.json()["detail"]
    for path in ("/treaties/unknown.json", "/actors/unknown.bib", "/treaties/inf.csv", "/sources/report.ics"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/themes/nuclear.json", "/sources/report.json", "/actors/fra.json", "/treaties/npt.json", "commitment"])
def test_one_row_as_json(client, world, path):
    path = f"/commitments/{world.article.uid}.json" if path == "commitment" else path
    answer = client.get(path)
    assert {"type", "key", "title", "url", "data_version"} <= answer.json().keys()
    assert answer["X-Data-Version"] == answer.json()["data_version"]
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(f"{path}?colour=red").status_code == 400
    assert client.get(f"{path}?as_of=1991-13").status_code == 400


def test_search_engines_find_what_is_published_and_when_it_changed(client, world, monkeypatch):
    TreatyFactory(key="hush", state="draft")
    answer = client.get("/sitemap.xml")
    found = re.findall(r"<loc>http://testserver([^<]+)</loc>(?:<lastmod>([^<]+)</lastmod>)?", answer.content.decode())
    paths = [path for path, _at in found]
    assert {
        "/",
        "/treaties/",
        "/treaties/npt/",
        "/actors/fra/",
        "/themes/nuclear/",
        "/sources/report/",
        f"/commitments/{world.article.uid}/",
    } <= {*paths}
    assert "/treaties/hush/" not in paths
    assert len(paths) == len(set(paths))
    assert all(at for _path, at in found)
    assert all(client.get(path).status_code == 200 for path in paths[:20])
    assert client.get("/sitemap.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get("/sitemap-1.xml").status_code == 404
    monkeypatch.setattr("tracker.views.sitemap.MOST", 10)
    index = client.get("/sitemap.xml?again").content.decode()
    parts = re.findall(r"<loc>http://testserver([^<]+)</loc>", index)
    assert len(parts) == -(-len(paths) // 10)
    assert [
        path for part in parts for path in re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get(part).content.decode())
    ] == paths
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
