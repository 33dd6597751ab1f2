"""What search engines ask for: which pages there are, and which are not for them."""

from xml.sax.saxutils import escape

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.formats.answers import refused
from tracker.formats.conditional import versioned
from tracker.formats.plain import moment
from tracker.formats.rooms import leads_somewhere
from tracker.formats.site import site_of
from tracker.selections import last_published, no_parameters
from tracker.selections.addresses import addresses

MOST = 50_000  # addresses in a file, by the protocol (sitemaps.org)
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LISTS = [f"/{name}/" for name, listing in LISTINGS.items() if listing.page]
OTHERS = ("timeline", "matrix", "balance", "map", "calendar", "stories", "releases", "codebook", "glossary", "about")
PAGES = ("/", *LISTS, *(f"/{name}/" for name in OTHERS))
NOT_FOR_ROBOTS = ("/admin/", "/log/", "/search/", "/answer/", "/compare/")


@require_safe
@versioned
def sitemap(request):
    """All addresses, or where they are too many for one file, the index of its parts."""
    if errors := no_parameters(request.GET):
        return refused(errors)
    found = _addresses()
    if len(found) <= MOST:
        return _xml(_urls(site_of(request), found))
    parts = range(1, -(-len(found) // MOST) + 1)
    body = "".join(f"<sitemap><loc>{escape(site_of(request))}/sitemap-{number}.xml</loc></sitemap>" for number in parts)
    return _xml(f'<sitemapindex xmlns="{NAMESPACE}">{body}</sitemapindex>')


@require_safe
@versioned
def part(request, number):
    if errors := no_parameters(request.GET):
        return refused(errors)
    found = _addresses()
    shown = found[(number - 1) * MOST : number * MOST] if number else []
    if not shown or len(found) <= MOST:
        raise Http404("There is no such part.")
    return _xml(_urls(site_of(request), shown))


@require_safe
def robots(request):
    if errors := no_parameters(request.GET):
        return refused(errors)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), "", f"Sitemap: {site_of(request)}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _addresses():
    """Pages first, each as old as the last published change; then every row."""
    last = last_published()
    return [*((path, last) for path in dict.fromkeys(PAGES) if leads_somewhere(path)), *addresses()]


def _urls(site, found):
    lines = [f"<url><loc>{escape(site + path)}</loc>{f'<lastmod>{moment(at)}</lastmod>' if at else ''}</url>\n" for path, at in found]
    return f'<urlset xmlns="{NAMESPACE}">\n{"".join(lines)}</urlset>'


def _xml(body):
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n', content_type="application/xml")
