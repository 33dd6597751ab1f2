"""An administrator at work in the admin, in a browser."""

import re
import urllib.error
import urllib.request

import pytest

HANGING = {
    "/treaties/?from=1990&to=1990": "Treaty of Examples",
    "/treaties.csv": "Treaty of Examples",
    "/actors/fra/": "Examples",
    "/timeline/?from=1991-05&to=1991-05": "France ratifies Examples",
}
PASSWORD = "correct horse battery"


@pytest.fixture
def signed_in(site, site_page):
    """A page in which an administrator has signed in."""
    site.manage("createsuperuser", "--noinput", "--username=ada", "--email=ada@example.org", DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    site_page.goto("/admin/")
    site_page.get_by_label("Username").fill("ada")
    site_page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    site_page.keyboard.press("Enter")
    site_page.wait_for_url(f"{site.url}/admin/")
    return site_page


def public(site, address, words="To give examples"):
    """(status, whether the words are there) as somebody gets it who is not signed in."""
    try:
        with urllib.request.urlopen(site.url + address, timeout=60) as answer:
            return answer.status, words in answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, words in error.read().decode()


def choose(page, field, words):
    """Pick from an autocomplete as a person does: open it, type, take what it finds."""
    page.locator(f".field-{field.rsplit('-', 1)[-1]}:has(#id_{field}) .select2-selection").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option", has_text=re.compile(rf"^{words}$")).click()


def test_an_administrator_adds_a_treaty_with_an_act_and_a_commitment_and_publishes_them(signed_in, site):
    page = signed_in
    page.goto("/admin/tracker/treaty/add/")
    page.fill("#id_title", "Treaty of Examples")
    page.fill("#id_short_title", "Examples")
    page.locator("#id_key").focus()
    page.fill("#id_key", "examples")
    page.select_option("#id_kind", "treaty")
    page.fill("#id_in_force", "1990-01-01")
    for heading in ("Actions", "Commitments"):
        page.locator("summary", has_text=re.compile(rf"^\s*{heading} \(")).click()
    page.locator(".add-row a", has_text="Add another Action").click()
    choose(page, "actions-0-actor", "France")
    page.select_option("#id_actions-0-action", "ratification")
    page.fill("#id_actions-0-date", "1991-05-06")
    page.locator(".add-row a", has_text="Add another Commitment").click()
    page.fill("#id_commitments-0-reference", "Article II")
    page.fill("#id_commitments-0-title", "To give examples")
    page.select_option("#id_commitments-0-kind", "obligation")
    page.fill("#id_commitments-0-owed_by", "all")
    page.fill("#id_why", "From its text.")
    page.get_by_role("button", name="Save and continue editing").click()
    assert "was added successfully" in page.locator(".messagelist").inner_text()

    assert public(site, "/treaties/examples/") == (404, False)
    for address, words in HANGING.items():
        assert public(site, address, words) == (200, False)

    page.fill("#id_why", "Checked against its text.")
    page.get_by_role("button", name="Save and publish").click()
    assert "Published, with 2 of the rows that hang on it." in page.locator(".messagelist").inner_text()
    page.goto("/treaties/examples/")
    for words in ("Treaty of Examples", "France", "Article II", "To give examples"):
        assert page.locator("main", has_text=words).count() == 1
    for address, words in HANGING.items():
        assert public(site, address, words) == (200, True)
    page.goto("/admin/tracker/treaty/?q=examples")
    page.get_by_role("link", name="examples", exact=True).click()
    page.locator(".object-tools").get_by_role("link", name="History").click()
    shown = page.locator("#content").inner_text()
    for said in ("ada", "From its text.", "Checked against its text."):
        assert said in shown

    page.go_back()
    page.fill("#id_why", "It was an example.")
    page.get_by_role("button", name="Retract").click()
    assert "Retracted" in page.locator(".messagelist").inner_text()
    assert public(site, "/treaties/examples/") == (410, False)
