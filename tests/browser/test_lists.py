"""Lists used in a real browser: by keyboard alone, in place, back and forward; light, and steady while they load."""

import re

# What a reader can stand on, in and around the list.
ACTIONS = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"
REACHED = f"""() => {{
  const all = [...document.querySelectorAll("#list :is({ACTIONS})")].filter((one) => one.checkVisibility());
  return all.filter((one) => !window.reached.has(one)).map((one) => one.outerHTML.slice(0, 120));
}}"""
WATCH = """
  window.shifted = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted.push(entry.value);
  }).observe({ type: "layout-shift", buffered: true });
"""


def said(page):
    return page.locator("#applied").inner_text()


def titles(page):
    return page.locator("#list tbody th a").all_inner_texts()


def test_a_list_answers_in_place_and_can_be_gone_back_through(site_page, console_errors):
    page = site_page
    page.goto("/treaties/")
    page.evaluate("window.here = true")
    everything = titles(page)

    # A choice, by keyboard: counted, said, in the address; and the reader stands where they stood.
    box = page.locator("#f-theme-chemical")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/treaties/?theme=chemical")
    assert re.fullmatch(r"\d treaties on chemical weapons, oldest first\.", said(page))
    assert page.locator("#f-theme-chemical").is_checked()
    assert page.evaluate("document.activeElement.id") == "f-theme-chemical"
    assert page.locator("#applied").get_attribute("role") == "status"
    chemical = titles(page)
    assert 0 < len(chemical) < len(everything)

    # A day, by Enter; a sort; the links to files follow.
    page.get_by_label("Show another day").fill("1950")
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=1950**")
    assert titles(page) == ["Geneva Protocol"]
    assert "theme=chemical&as_of=1950" in page.get_by_role("link", name="CSV file").get_attribute("href")
    page.get_by_label("Order").select_option("-title")
    page.wait_for_url("**sort=-title**")
    assert said(page).endswith("by title, reversed.")

    # Chips take a value away each.
    page.get_by_role("link", name="On the day: 1950").click()
    page.wait_for_url(lambda url: "as_of" not in url)
    assert titles(page) == sorted(chemical, key=str.lower, reverse=True)
    assert page.evaluate("document.activeElement.id") == "applied"

    # What cannot be answered stands beside its field, with what was typed.
    page.get_by_label("From", exact=True).fill("soon")
    page.keyboard.press("Tab")
    page.wait_for_url("**from=soon**")
    assert page.locator("#f-from-error").is_visible()
    assert page.get_by_label("From", exact=True).input_value() == "soon"
    assert titles(page) == []
    assert page.evaluate("document.activeElement.id") == "f-to"
    console_errors[:] = [one for one in console_errors if "status of 400" not in one]

    # Back through all of it, forward again; nothing was ever loaded anew.
    page.go_back()
    page.wait_for_url(lambda url: "from" not in url)
    page.locator("#f-from-error").wait_for(state="detached")
    page.go_back()
    page.wait_for_url(lambda url: "as_of=1950" in url and "sort=-title" in url)
    page.get_by_role("link", name="On the day: 1950").wait_for()
    assert titles(page) == ["Geneva Protocol"]
    for _step in range(3):
        page.go_back()
    page.wait_for_url("**/treaties/")
    page.locator("#f-theme-chemical:not(:checked)").wait_for()
    assert titles(page) == everything
    page.go_forward()
    page.locator("#f-theme-chemical:checked").wait_for()
    assert titles(page) == chemical
    assert page.evaluate("window.here") is True

    # Into a record and back: the list as it was.
    page.get_by_role("link", name="Geneva Protocol").click()
    page.wait_for_url("**/treaties/geneva-protocol/**")
    page.go_back()
    assert titles(page) == chemical


def test_every_action_of_a_list_is_reached_by_keyboard(site_page):
    page = site_page
    page.goto("/commitments/?kind=reporting&per_page=5&finding=fulfilled&finding=not_fulfilled&finding=partly_fulfilled")
    page.evaluate("window.reached = new Set()")
    page.locator("#list").evaluate("list => { list.tabIndex = -1; list.focus(); }")
    for _step in range(150):
        page.keyboard.press("Tab")
        inside = page.evaluate(
            "() => { const at = document.activeElement; window.reached.add(at); return !at.closest('footer') && at !== document.body; }"
        )
        if not inside:
            break
    assert page.evaluate(REACHED) == []


def test_a_page_of_results_is_light_and_stands_still(site_page):
    page = site_page
    page.context.add_init_script(WATCH)
    page.goto("/treaties/", wait_until="networkidle")
    assert page.locator("#list tbody tr").count() > 30
    sent = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map((one) => [one.name, one.encodedBodySize])"
    )
    assert len(sent) > 8
    assert sum(size for _name, size in sent) < 60_000, sent
    assert page.evaluate("window.shifted") == []
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/treaties/?theme=chemical", wait_until="networkidle")
    assert page.evaluate("window.shifted") == []
