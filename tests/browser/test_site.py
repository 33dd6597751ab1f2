"""The site as `make run` serves it, with the curated data, used as people use it."""

import csv
import io
from pathlib import Path

import pytest

PAGES = {
    "home": "/",
    "list": "/treaties/",
    "filtered list": "/treaties/?theme=nuclear_disarmament&status=in_force&as_of=1991",
    "list with an error": "/treaties/?as_of=yesterday",
    "empty list": "/measures/?q=xyzzy",
    "treaty": "/treaties/npt/?as_of=1991-01-01",
    "framework": "/frameworks/vienna-document-2011/",
    "measure": "/measures/?as_of=1995",
    "system": "/systems/aegis-ashore-deveselu/",
    "policy": "/policies/epaa/",
    "challenge": "/challenges/md-strategic-stability/",
    "actors": "/actors/",
    "actor": "/actors/fra/",
    "former state": "/actors/ussr/?as_of=1985",
    "commitments": "/commitments/",
    "past due": "/commitments/?due=overdue&actor=fra",
    "calendar": "/calendar/",
    "calendar with an error": "/calendar/?from=someday",
    "past calendar": "/calendar/?from=1990&to=1995&kind=review_conference",
    "themes": "/themes/",
    "theme": "/themes/missile_defence/",
    "sources": "/sources/",
    "timeline": "/timeline/?from=1960&to=1975",
    "timeline of a record": "/treaties/inf/timeline/",
    "search": "/search/?q=missile+defence",
    "glossary": "/glossary/#contested",
    "about": "/about/",
    "changes": "/changes/?record=npt",
    "not found": "/treaties/no-such-treaty/",
}


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_fault_in_light_in_dark_and_on_a_phone(site_page, axe, console_errors, name):
    answer = site_page.goto(PAGES[name])
    assert answer.status == {"list with an error": 400, "calendar with an error": 400, "not found": 404}.get(name, 200)
    axe(site_page)
    console_errors[:] = [said for said in console_errors if "status of 40" not in said]


def test_a_commitment_with_duties_and_findings_has_no_fault(site_page, axe, console_errors):
    for words in ("To report on arms exports and imports", "To destroy all stockpiled anti-personnel mines"):
        site_page.goto("/commitments/?per_page=200")
        site_page.get_by_role("link", name=words).first.click()
        assert site_page.get_by_role("heading", name="What was due, and from whom").count() == 1
        axe(site_page)


def test_reader_finds_who_was_a_party_on_a_day_and_takes_the_list_away(site_page):
    page = site_page
    page.goto("/")
    page.get_by_role("combobox", name="Search all records").first.fill("NPT")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="NPT", exact=True).first.click()
    assert page.url.endswith("/treaties/npt/")

    page.get_by_label("Show another day").fill("1991-01-01")
    page.get_by_role("button", name="Show", exact=True).first.click()
    page.wait_for_url("**as_of=1991-01-01*")
    participants = page.locator("#participants")
    assert participants.get_by_role("row", name="Germany").count() == 1
    assert participants.get_by_role("row", name="France").count() == 0
    page.get_by_label("Show another day").fill("1992-08-03")
    page.get_by_role("button", name="Show", exact=True).first.click()
    page.wait_for_url("**as_of=1992-08-03*")
    assert "2 Aug 1992" in page.locator("#participants").get_by_role("row", name="France").inner_text()

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Treaties").click()
    page.get_by_label("In force").first.check()
    page.get_by_label("Nuclear testing").check()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url(lambda url: "status=in_force" in url and "theme=nuclear_testing" in url)
    shown = page.locator("main table tbody tr th a").all_inner_texts()
    assert "Partial Test Ban Treaty" in shown
    assert "CTBT" not in shown

    with page.expect_download() as download:
        page.evaluate("document.querySelector('a[href*=\".csv\"]').setAttribute('download', '')")
        page.get_by_role("link", name="CSV").first.click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert sorted(row["short_title"] or row["title"] for row in rows) == sorted(shown)

    page.get_by_role("link", name="Partial Test Ban Treaty").first.click()
    page.get_by_role("link", name="Timeline of").first.click()
    assert page.url.endswith("/treaties/ptbt/timeline/")
    assert page.get_by_role("link", name="Partial Test Ban Treaty enters into force").count() == 1
