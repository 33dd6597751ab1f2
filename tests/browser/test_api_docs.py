"""The documentation of the API works under our content policy: nothing inline, nothing from another site."""


def test_an_answer_can_be_tried_from_the_documentation(site_page, site):
    asked = []
    site_page.on("request", lambda request: asked.append(request.url))
    site_page.goto("/api/v1/docs/")
    site_page.locator("#operations-Counts-counts").get_by_role("button").first.click()
    site_page.get_by_placeholder("as_of").fill("2026-02-03")
    site_page.get_by_role("button", name="Add string item").first.click()
    site_page.locator("tr[data-param-name=record] input").fill("att")
    site_page.get_by_role("button", name="Execute").click()
    site_page.get_by_text('"signatures": 130').first.wait_for()
    assert [url for url in asked if not url.startswith((site.url, "data:", "blob:"))] == []
