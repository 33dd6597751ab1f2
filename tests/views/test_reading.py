"""Every public address is only read: a page, a file and the API refuse what would write for its method."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.factories import TreatyFactory, actor
from tracker.urls import file_urls, page_urls

pytestmark = pytest.mark.django_db
WRITING = ("POST", "PUT", "PATCH", "DELETE", "FOO", "TRACE")
PUBLIC = [
    *("/healthz", "/", "/treaties/", "/treaties/npt/", "/treaties/npt/timeline/", "/actors/fra/", "/timeline/", "/matrix/", "/answer/"),
    *("/compare/", "/map/", "/search/", "/search/suggest/", "/codebook/", "/glossary/", "/about/"),
    *("/treaties.csv", "/treaties/npt.json", "/treaties/npt/participants.csv", "/matrix.csv", "/answer.json", "/api/v1/treaties/"),
]


@pytest.fixture
def strict():
    """A client that is asked for a form's token, as browsers are."""
    return Client(enforce_csrf_checks=True)


def test_what_would_write_is_refused_for_its_method(strict):
    TreatyFactory(key="npt")
    actor("fra")
    for path in PUBLIC:
        assert strict.head(path).status_code in (200, 400), path
        for method in WRITING:
            answer = strict.generic(method, path)
            assert (answer.status_code, "GET" in answer["Allow"]) == (405, True), (method, path)
            assert answer.content, path


def test_no_public_address_is_left_out():
    public = [*file_urls, *page_urls, *(url for url in get_resolver().url_patterns if isinstance(url, URLPattern))]
    assert [str(url.pattern) for url in public if not getattr(url.callback, "csrf_exempt", False)] == []


def test_where_something_is_written_a_token_is_asked_for(strict):
    for path in ("/log/sign-in/", "/admin/login/"):
        assert strict.post(path).status_code == 403
