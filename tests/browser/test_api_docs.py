"""The documentation of the API works under our content policy: nothing inline, nothing from another site."""


def test_an_answer_can_be_tried_from_the_documentation(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/v1/docs/")
    page.locator("#operations-Counts-counts").get_by_role("button").first.click()
    page.get_by_placeholder("as_of").fill("1991")
    page.get_by_role("button", name="Execute").click()
    page.get_by_text("Say of which record").first.wait_for()
    assert {url.split("/")[2] for url in asked if not url.startswith(("data:", "blob:"))} == {page.url.split("/")[2]}
