"""Which address leads to which view."""

import re

from django.contrib import admin
from django.urls import include, path, re_path

from tracker.catalogue import LISTINGS, RECORD_TYPES, TABLES
from tracker.formats.registry import FORMATS
from tracker.views import (
    about,
    accounts,
    actors,
    answers,
    calendar,
    changes,
    chart_files,
    codebook,
    commitments,
    comparing,
    desk,
    errors,
    files,
    homepage,
    lists,
    maps,
    matrix,
    queue,
    records,
    review,
    row_forms,
    searching,
    second_factor,
    single_files,
    sitemap,
    stories,
    subjects,
    timelines,
)
from tracker.views.health import healthz
from tracker.views.reading import reading

TYPES = "|".join(record_type.name for record_type in RECORD_TYPES)
NAMES = "|".join([*LISTINGS, *files.FOUND])
SINGLES = f"{TYPES}|actors|commitments|themes|sources"
EXTENSIONS = "|".join(map(re.escape, FORMATS))
TABLE = "|".join(TABLES)
ROW = rf"(?P<name>{TABLE})/(?P<given>[a-z0-9_-]+)"
KEY = "[a-z0-9]+(?:-[a-z0-9]+)*"

# Files: the extension is the format.
file_urls = [
    re_path(rf"^(?P<name>{NAMES})\.(?P<extension>{EXTENSIONS})$", files.listing_file, name="listing-file"),
    re_path(rf"^(?P<name>{SINGLES})/(?P<key>[a-z0-9_-]+)\.(?P<extension>{EXTENSIONS})$", single_files.row_file, name="row-file"),
    re_path(rf"^(?P<name>{TYPES})/(?P<key>{KEY})/participants\.csv$", single_files.participants_file, name="participants-file"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.part, name="sitemap-part"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("timeline.svg", chart_files.chart_file, name="timeline-svg"),
    re_path(rf"^(?P<name>{TYPES}|actors|themes)/(?P<key>[a-z0-9_-]+)/timeline\.svg$", chart_files.chart_file, name="one-timeline-svg"),
    path("matrix.csv", matrix.matrix_file, name="matrix-file"),
    path("answer.json", answers.answer_file, name="answer-file"),
]

# Pages.
page_urls = [
    path("", homepage.homepage, name="home"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="suggest"),
    path("timeline/", timelines.timeline, name="timeline"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("embed/timeline/", timelines.embedded, name="embedded-timeline"),
    path("stories/", stories.listing, name="stories"),
    re_path(rf"^stories/(?P<key>{KEY})/$", stories.story, name="story"),
    re_path(rf"^(?P<name>{TYPES}|actors|commitments|themes|sources)/$", lists.listing, name="list"),
    re_path(rf"^(?P<name>{TYPES})/(?P<key>{KEY})/$", records.record, name="record"),
    re_path(rf"^(?P<name>{TYPES}|actors|themes)/(?P<key>[a-z0-9_-]+)/timeline/$", timelines.of_one, name="one-timeline"),
    path("actors/<slug:key>/", actors.actor, name="actor"),
    path("commitments/<slug:key>/", commitments.commitment, name="commitment"),
    path("themes/<slug:key>/", subjects.theme, name="theme"),
    path("sources/<slug:key>/", subjects.source, name="source"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("answer/", answers.answer, name="answer"),
    path("compare/", comparing.compare, name="compare"),
    path("map/", maps.world, name="map"),
    path("changes/", changes.changes, name="changes"),
    path("codebook/", codebook.codebook, name="codebook"),
    path("glossary/", about.glossary, name="glossary"),
    path("about/", about.about, name="about"),
]

for url in (*file_urls, *page_urls):
    url.callback = reading(url.callback)

# Below /log/: what those who sign in work with.
log_urls = [
    path("", desk.desk, name="log"),
    path("new/", desk.new_index, name="log-new"),
    re_path(rf"^new/(?P<name>{TABLE})/$", row_forms.new, name="log-new-row"),
    path("find/", desk.find, name="log-find"),
    path("imports/<int:pk>/", desk.hand_in_import, name="log-import"),
    path("queue/", queue.queue, name="log-queue"),
    path("queue/imports/<int:pk>/", review.batch, name="log-queue-import"),
    path("queue/proposals/<int:pk>/", review.proposal, name="log-queue-proposal"),
    re_path(rf"^queue/{ROW}/$", review.row, name="log-queue-row"),
    re_path(rf"^{ROW}/$", row_forms.row, name="log-row"),
    path("sign-in/", accounts.SignIn.as_view(), name="login"),
    path("sign-out/", accounts.SignOut.as_view(), name="logout"),
    path("account/", accounts.account, name="account"),
    path("account/password/", accounts.Password.as_view(), name="password"),
    path("account/second-factor/", second_factor.second_factor_page, name="second-factor"),
    path("account/recovery-codes/", second_factor.recovery_codes, name="recovery-codes"),
]

handler400, handler403, handler404, handler500 = errors.bad_request, errors.forbidden, errors.not_found, errors.server_error

urlpatterns = [
    path("healthz", reading(healthz)),
    path("admin/", admin.site.urls),
    path("log/", include(log_urls)),
    path("api/v1/", include("tracker.api.urls")),
    *file_urls,
    *page_urls,
]
