"""The codebook in a real browser."""

# Every section is made by the same two templates: a few of each kind stand for all, whose four thousand elements take axe a minute.
SHOWN = ["reading", "every-type", "treaties", "actions", "timeline", "codes-region", "codes-actor-status"]
FEW = """(shown) => {
  for (const section of document.querySelectorAll(".reference section")) if (!shown.includes(section.id)) section.remove();
  for (const one of document.querySelectorAll("details")) one.open = true;
}"""


def test_the_codebook_has_no_fault_in_light_in_dark_and_on_a_phone(site_page, axe):
    site_page.goto("/codebook/#codes-region")
    assert site_page.locator("#codes-region").is_visible()
    site_page.evaluate(FEW, SHOWN)
    assert site_page.locator(".reference section").count() == len(SHOWN)
    axe(site_page)
