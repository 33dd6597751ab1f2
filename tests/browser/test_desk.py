"""The desk in a browser: the whole path from a researcher's form to the public, by keyboard alone, and through a lost connection."""

import json
import re
import urllib.error
import urllib.request

import pytest

PASSWORD = "correct horse battery"
PEOPLE = """
from django.contrib.auth.models import Group, User
for name, role in (("ruth", "Researcher"), ("carl", "Curator")):
    person, made = User.objects.get_or_create(username=name)
    if made:
        person.set_password("correct horse battery")
        person.save()
        person.groups.add(Group.objects.get(name=role))
"""
WORD = "quillfeather"
# Where the public would meet the commitment, its assessment and its source; those that do not stand yet are passed over.
SURFACES = (
    "/treaties/att/",
    "/treaties/att.json",
    "/actors/fra/",
    f"/search/?q={WORD}",
    f"/search.json?q={WORD}",
    "/timeline/?from=2031&to=2031",
    "/treaties/att/timeline/?from=2031&to=2031",
    "/commitments/?record=att",
    "/commitments.csv?record=att",
    "/commitments.json?record=att",
    "/api/v1/commitments/?record=att&per_page=200",
    "/api/v1/assessments/?record=att&per_page=200",
    f"/sources/?q={WORD}",
    "/changes/",
    "/changes.atom",
    "/calendar/?from=2031&to=2031",
    "/calendar.ics",
    "/commitments.atom?record=att",
)
MAY_BE_MISSING = ("/changes", "/calendar", "/commitments.atom")


@pytest.fixture(scope="session")
def people(site):
    site.manage("shell", "-v", "0", "-c", PEOPLE)
    return site


def public(site, address):
    """(status, text) of what somebody sees who is not signed in."""
    try:
        with urllib.request.urlopen(site.url + address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def seen_by_all(site):
    """{surface: whether the word stands there}."""
    found = {}
    for address in SURFACES:
        status, text = public(site, address)
        if status == 404 and address.startswith(MAY_BE_MISSING):
            continue
        assert status == 200, address
        text = re.sub(r"</?mark[^>]*>", "", text.lower())  # what was searched for is marked where it is found
        if address.startswith("/search.json"):
            found[address] = json.loads(text)["count"] > 0
        else:
            found[address] = f"reports on {WORD}" in text or f"{WORD} report" in text
        assert "ruth" not in text.replace("truth", ""), f"{address} names the researcher"
    return found


def sign_in(page, name):
    page.goto("/log/sign-in/")
    fill_in(page, name)


def fill_in(page, name):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page):
    page.goto("/log/")
    page.get_by_role("button", name="Sign out").click()


def choose(page, name, text):
    """Type into a field that finds rows, and take the first that it offers."""
    page.wait_for_load_state()  # with its script
    field = page.locator(f"#f-{name}")
    field.press_sequentially(text)
    page.locator(f"#f-{name}-list li").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")


def review(page, title):
    page.goto("/log/queue/")
    page.get_by_role("link", name=title).first.click()


def test_from_the_researchers_form_to_the_public(people, site_page):
    site, page = people, site_page
    sign_in(page, "ruth")
    page.get_by_role("link", name="A commitment", exact=True).click()
    choose(page, "record", "arms trade")
    page.locator("#f-reference").fill("Article 99")
    page.locator("#f-kind").select_option("reporting")
    page.locator("#f-title").fill(f"To make reports on {WORD}")
    choose(page, "owed_by", "fran")
    page.locator("#f-due").fill("31 December 2031")
    page.locator("#f-source_url").fill(f"https://example.org/{WORD}")
    page.locator("#f-source_url").press("Tab")
    page.get_by_text("Not held yet").wait_for()
    page.locator("#f-source_title").fill(f"The {WORD} report")
    page.locator("#f-source_publisher").fill("An institute")
    page.get_by_role("button", name="Send for review").click()

    page.get_by_role("link", name="Log an assessment of it").click()
    assert page.locator("#f-commitment").input_value() == f"ATT, Article 99: To make reports on {WORD}"
    page.locator("#f-date").fill("mid-January 2026")
    page.locator("#f-finding-partly_fulfilled").check()
    page.locator("#f-assessor").fill("An institute")
    page.locator("#f-evidence").fill(f"It reports on {WORD} in part.")
    page.locator("#f-source_url").fill(f"https://example.org/{WORD}")
    page.locator("#f-source_url").press("Tab")
    page.locator("[data-held]", has_text="Held already").wait_for()
    page.get_by_role("button", name="Send for review").click()
    assert "Sent for review." in page.locator("main").inner_text()
    before = seen_by_all(site)
    assert not any(before.values()), before
    sign_out(page)

    sign_in(page, "carl")
    review(page, f"reports on {WORD}")
    page.get_by_label("What is to be mended").fill("Which paragraph?")
    page.get_by_role("button", name="Send back").click()
    sign_out(page)

    sign_in(page, "ruth")
    back = page.locator("section", has=page.get_by_role("heading", name="Sent back"))
    assert "Which paragraph?" in back.inner_text()
    back.get_by_role("link", name=WORD).click()
    page.locator("#f-reference").fill("Article 99(2)")
    page.get_by_role("button", name="Send for review").click()
    assert not any(seen_by_all(site).values())
    sign_out(page)

    sign_in(page, "carl")
    for title in ("Article 99(2)", "An institute: partly fulfilled"):
        review(page, title)
        page.get_by_label("Why it is published").fill("Checked against the report.")
        page.get_by_role("button", name="Accept and publish").click()
        assert "Published." in page.locator("main").inner_text()
    after = seen_by_all(site)
    assert all(after.values()), [address for address, shown in after.items() if not shown]
    sign_out(page)

    # The log of the house tells all of it; the open one tells what became public, and no names.
    page.goto("/treaties/att/")
    assert "Checked against the report." in page.locator("#history").inner_text()
    told = site.manage("shell", "-v", "0", "-c", TOLD).split()
    assert told == ["create", "ruth", "update", "carl", "update", "ruth", "publish", "carl"]


TOLD = """
from tracker.models import Change, Commitment
row = Commitment.objects.get(reference="Article 99(2)")
for change in Change.objects.filter(table="commitments", row=row.pk).order_by("number"):
    print(change.verb, change.by)
"""


def tab_to(page, selector, *, back=False):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _press in range(90):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"{selector} is not reached by the keyboard")


def test_an_assessment_is_logged_by_keyboard_alone(people, site_page):
    page, keys = site_page, site_page.keyboard
    page.goto("/log/new/assessments/")
    page.wait_for_function("document.activeElement.name == 'username'")
    keys.type("ruth")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.locator("#f-commitment").wait_for()
    tab_to(page, "#f-commitment")
    keys.type("npt article vi")
    page.locator(".finds li").first.wait_for()
    keys.press("ArrowDown")
    assert page.locator("#f-commitment").get_attribute("aria-activedescendant") == "f-commitment-list-0"
    keys.press("Escape")
    assert page.locator(".finds li:visible").count() == 0
    keys.press("ArrowDown")
    page.locator(".finds li").first.wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    assert page.locator("#f-commitment").input_value().startswith("NPT, Article VI")
    keys.press("Tab")
    keys.type("United Kingdom")
    keys.press("Tab")
    keys.type("yesterday")
    keys.press("Tab")
    keys.press("Space")
    for _step in range(4):
        keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("A ministry")
    tab_to(page, "#f-evidence")
    keys.type("Read by keyboard.")
    tab_to(page, "button[value=review]")
    keys.press("Enter")
    page.get_by_text("Sent for review.").wait_for()
    page.get_by_role("link", name="A ministry: of concern").first.wait_for()


def test_what_was_typed_outlives_a_lost_connection_and_a_lost_session(people, site_page, console_errors):
    page = site_page
    sign_in(page, "ruth")
    page.goto("/log/new/events/")
    page.locator("#f-title").fill("A meeting in a tunnel")
    page.locator("#f-date").fill("July 1999")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("No connection: nothing is sent yet.").wait_for()
    page.context.set_offline(False)
    page.goto("/log/")
    page.goto("/log/new/events/")
    assert page.locator("#f-title").input_value() == ""
    page.get_by_role("button", name="Bring it back").click()
    assert page.locator("#f-title").input_value() == "A meeting in a tunnel"
    # The session has ended meanwhile, and somebody else has sat down here: what was typed is shown to its writer only.
    page.locator("#f-kind").select_option(index=1)
    page.locator("#f-summary").fill("Typed after the session had ended.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.get_by_text("What you typed is kept in this browser").wait_for()
    fill_in(page, "carl")
    page.locator("#f-title").wait_for()
    assert page.get_by_role("button", name="Bring it back").count() == 0
    sign_out(page)
    page.goto("/log/new/events/")
    fill_in(page, "ruth")
    page.get_by_role("button", name="Bring it back").click()
    assert page.locator("#f-summary").input_value() == "Typed after the session had ended."
    # Signed in anew in another window, the token of this form is an old one; and then the server is not there.
    other = page.context.new_page()
    other.context.clear_cookies(name="sessionid")
    sign_in(other, "ruth")
    # Chromium may never close a window that is on its way to another page.
    other.wait_for_url("**/log/")
    other.close()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("What you typed is kept in this browser").wait_for()
    page.goto("/log/new/events/")
    page.get_by_role("button", name="Bring it back").click()
    page.route("**/log/new/events/", lambda route: route.abort())
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("chrome-error://**")
    page.unroute_all()
    page.goto("/log/new/events/")
    page.get_by_role("button", name="Bring it back").click()
    assert page.locator("#f-title").input_value() == "A meeting in a tunnel"
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Saved as a draft.").wait_for()
    page.wait_for_load_state()  # with the script that lets go of what is saved
    page.goto("/log/new/events/")
    assert page.get_by_role("button", name="Bring it back").count() == 0
    console_errors.clear()


WORK = """
from tracker import changes
from tracker.models import Commitment, Event, Proposal, Treaty
ruth, carl = changes.Who("ruth", "Researcher"), changes.Who("carl", "Curator")
rows = [Event(key=f"axe-{n}", title=f"Meeting {n} with a title that is long enough to be broken on a phone", kind="summit", date="1999-07~") for n in range(4)]
for row, state in zip(rows, (None, "in_review", "in_review", "in_review")):
    changes.save(row, by=ruth, state=state)
changes.send_back(rows[1], by=carl, note="Which source?")
changes.publish(rows[2], by=carl)
att = Treaty.objects.get(key="att")
changes.propose(att, {"title": "A better title"}, by=ruth, why="As the text says.")
"""


def test_no_page_of_the_desk_has_a_fault(people, site_page, axe, console_errors, tmp_path):
    """Each with something on it: in light, in the dark and on a phone."""
    site, page = people, site_page
    site.manage("shell", "-v", "0", "-c", WORK)
    (tmp_path / "rows.csv").write_text("key,title,kind\naxe-new,A treaty brought in,treaty\ncwc,Another title of it,convention\n")
    site.manage("import_records", "treaties", str(tmp_path / "rows.csv"), "--as", "ruth")
    page.goto("/log/sign-in/")
    axe(page)
    sign_in(page, "ruth")
    page.get_by_role("button", name="Send the import for review").click()
    for part in ("Sent back", "Drafts", "In review", "Published lately"):
        assert page.locator("section", has=page.get_by_role("heading", name=part)).locator("li").count(), part
    axe(page)
    page.goto("/log/treaties/npt/")
    axe(page)
    page.locator("#f-short_title").fill("The NPT")
    page.get_by_role("button", name="Send for review").click()
    page.get_by_role("link", name="Log another like this").wait_for()
    axe(page)
    page.goto("/log/new/assessments/")
    page.locator("#f-commitment").press_sequentially("att")
    page.locator(".finds li").first.wait_for()
    axe(page)
    page.get_by_role("button", name="Send for review").click()
    page.get_by_role("alert").wait_for()
    axe(page)
    sign_out(page)
    sign_in(page, "carl")
    for address in ("/log/queue/", "/log/account/", "/log/account/password/", "/log/account/second-factor/", "/log/new/"):
        page.goto(address)
        axe(page)
    for title in ("NPT", "rows.csv", "Meeting 3"):
        review(page, title)
        axe(page)
    # Two at once: the second sees both versions.
    page.goto("/log/treaties/att/")
    page.locator("#f-short_title").fill("Mine")
    site.manage("shell", "-v", "0", "-c", THEIRS)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Changed in the meantime").wait_for()
    axe(page)
    console_errors[:] = [said for said in console_errors if "status of 400" not in said and "status of 409" not in said]


THEIRS = """
from tracker import changes
from tracker.models import Treaty
att = Treaty.objects.get(key="att")
att.note = "Theirs."
changes.save(att, by=changes.COMMAND_LINE, why="More to say.")
"""
