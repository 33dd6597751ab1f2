"""The tags and filters, as a template would use them."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import strip_tags

from tracker.catalogue import Ref
from tracker.formats import marks
from tracker.models import PartialDate
from tracker.models.vocabulary import ActorStatusCode, EntryKind, Finding, RecordStatusCode, RecordTypeCode, RelationCode, Stance
from tracker.selections.timeline import lasted

SPRITE = (Path(settings.BASE_DIR) / "templates" / "_sprite.html").read_text()
SHEETS = "".join(path.read_text() for path in (Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))


def render(source, query="", **context):
    request = RequestFactory().get(f"/treaties/{query}")
    return Template("{% load pacta %}" + source).render(Context({"request": request, **context}))


def test_a_status_is_a_word_and_a_shape_with_a_tone():
    html = render("{% status 'party' 'treaty' %}")
    assert html == (
        '<span class="status tone-bound"><svg class="mark tone-bound" viewBox="0 0 16 16" aria-hidden="true">'
        '<use href="#s-party"/></svg>Party</span>'
    )


def test_a_status_may_be_strong_and_contested_and_say_it_in_other_words():
    html = render("{% status 'party' 'treaty' contested=True strong=True word='Bound' %}")
    assert "status--strong" in html
    assert ">Bound</span>" in html
    assert html.endswith("contested</span>")


def test_no_status_prints_nothing():
    assert render("{% status '' 'treaty' %}") == ""


def test_law_is_round_and_politics_is_square():
    assert "#s-party" in render("{% mark 'in_force' 'treaty' %}")
    assert "#s-participant" in render("{% mark 'active' 'framework' %}")
    assert "#s-suspended-square" in render("{% mark 'suspended' 'framework' %}")
    assert "tone-political" in render("{% mark 'operational' 'system' %}")


def test_a_participant_is_square_wherever_it_stands():
    for code in ("participant", "partner", "host", "operator", "observer", "former_participant"):
        assert marks.mark_of(code, "treaty") == marks.mark_of(code, "measure")
        assert "circle" not in symbol(marks.mark_of(code).shape).replace("<circle cx", "", code == "operator")


@pytest.mark.parametrize("code", [*RecordStatusCode, *ActorStatusCode, *Finding, *Stance])
@pytest.mark.parametrize("record_type", ["", *RecordTypeCode])
def test_every_code_has_a_mark_that_is_drawn_and_a_word(code, record_type):
    mark = marks.mark_of(code, record_type)
    assert symbol(mark.shape)
    assert f".tone-{mark.tone} " in SHEETS
    assert marks.word_of(code)


@pytest.mark.parametrize("kind", list(EntryKind))
@pytest.mark.parametrize("record_type", ["", "treaty", "system"])
def test_every_kind_of_entry_has_a_mark_that_is_drawn(kind, record_type):
    assert symbol(marks.entry_mark(kind, record_type).shape)
    assert symbol(marks.entry_mark(kind, record_type, planned=True).shape)


def test_every_relation_has_a_mark_that_is_drawn():
    assert all(symbol(marks.relation_mark(relation).shape) for relation in RelationCode)


def symbol(name):
    _before, found, rest = SPRITE.partition(f'<symbol id="{name}"')
    return found and rest[: rest.index("</symbol>")]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("1968-07-01", '<time datetime="1968-07-01">1 Jul 1968</time>'),
        ("1974~", '<span class="interval">about <time datetime="1974">1974</time></span>'),
        (
            "2011-12/2012-01",
            '<span class="interval">between <time datetime="2011-12">December 2011</time> and '
            '<time datetime="2012-01">January 2012</time></span>',
        ),
    ],
)
def test_dates_are_time_elements(written, printed):
    assert render("{{ date|when }}", date=PartialDate.parse(written)) == printed


def test_a_plain_day_and_a_missing_one():
    assert render("{{ date|day }}", date=date(2026, 11, 23)) == '<time datetime="2026-11-23">23 November 2026</time>'
    assert render("{{ date|when }}", date=None) == ""


def test_durations_and_periods():
    html = render("{{ date|duration }}", date=PartialDate.parse("2026-04-27/2026-05-22"))
    assert html == (
        '<span class="interval"><time datetime="2026-04-27">27 Apr</time> to <time datetime="2026-05-22">22 May 2026</time></span>'
    )
    assert "since " in render("{% period start end %}", start=date(1970, 3, 5), end=None)


def entry(uid, date):
    return SimpleNamespace(uid=uid, date=PartialDate.parse(date), lasted=lasted(uid))


@pytest.mark.parametrize(
    ("uid", "date", "printed"),
    [
        ("npt.in_force", "1970-03-05", "5 March"),
        ("npt.adopted", "1970", ""),
        ("event.npt-revcon-2026", "2026-04-27/2026-05-22", "27 April to 22 May"),
        ("vd11.activation-x", "2026-04-27/2026-04-29", "27 to 29 April"),
        ("kurecik.begins", "2011-12/2012-01", "between December 2011 and January 2012"),
    ],
)
def test_below_its_year_an_entry_leaves_it_out(uid, date, printed):
    assert strip_tags(render("{% entry_date entry %}", entry=entry(uid, date))) == printed


def test_references_are_links_with_their_names():
    assert render("{{ ref|link }}", ref=Ref("npt", "NPT", "treaty")) == '<a href="/treaties/npt/">NPT</a>'
    assert render("{{ ref|link }}", ref=Ref("fra", "France", "actor")) == '<a href="/actors/fra/">France</a>'
    assert render("{{ ref|link }}", ref=Ref("e", "An <event>", "event")) == "An &lt;event&gt;"
    assert render("{{ ref|link }}", ref="everybody & all") == "everybody &amp; all"
    assert render("{{ refs|links }}", refs=[Ref("usa", "US", "actor"), "others"]) == '<a href="/actors/usa/">US</a>, others'


def test_citations_lead_to_the_sources_of_the_page():
    html = render("{% cited keys numbers %}", keys=("b", "a", "x"), numbers={"a": 1, "b": 2})
    assert strip_tags(html) == "12"
    assert 'href="#source-a" aria-label="Source 1"' in html
    assert render("{% cited keys numbers %}", keys=("x",), numbers={}) == ""


def test_what_stands_may_be_contested_or_not_certain():
    html = render("{% stands one 'treaty' %}", one=SimpleNamespace(code="party", contested=True, certain=False))
    assert strip_tags(html) == "Party contested day not certain"
    assert render("{% stands one 'treaty' %}", one=None) == ""


def test_a_form_keeps_what_it_does_not_ask_itself():
    query = "?theme=zones&theme=chemical&page=3&as_of=1991&q="
    html = render("{% kept_fields 'as_of' %}", query)
    assert html == '<input type="hidden" name="theme" value="zones"><input type="hidden" name="theme" value="chemical">'
    assert render("{% kept_fields 'as_of' fields %}", query, fields=[SimpleNamespace(name="theme")]) == ""
    assert render("{% kept_fields 'as_of' %}", query, errors={"theme": ["no"]}) == ""


def test_paragraphs_are_escaped_and_parted_by_blank_lines():
    assert render("{{ text|paragraphs }}", text="One <b>\r\n\r\n \nTwo\nlines\n") == "<p>One &lt;b&gt;</p>\n<p>Two\nlines</p>"


def test_a_link_keeps_the_other_parameters_and_goes_back_to_the_first_page():
    query = "?theme=zones&theme=chemical&page=3&sort=title"
    assert render("{% query_with sort='-title' %}", query) == "?theme=zones&amp;theme=chemical&amp;sort=-title"
    assert render("{% query_with page=4 %}", query) == "?theme=zones&amp;theme=chemical&amp;sort=title&amp;page=4"
    assert render("{% query_with 'theme' 'zones' %}", query) == "?theme=zones&amp;sort=title"
    assert render("{% query_without 'theme' 'zones' %}", query) == "?theme=chemical&amp;sort=title"


def test_a_link_without_parameters_is_the_page_itself():
    assert render("{% query_with sort=None %}", "?sort=title") == "/treaties/"
    assert render("{% query_without 'theme' 'zones' %}", "?theme=zones") == "/treaties/"


def test_numbers_lists_and_languages():
    assert render("{{ 6405|number }} {{ words|listed }} {{ 'en|fr'|language }}", words=["a", "b"]) == "6,405 a and b English, French"


def test_every_symbol_used_by_a_template_is_drawn():
    folder = Path(settings.BASE_DIR) / "templates"
    for path in folder.rglob("*.html"):
        for name in path.read_text().split('{% icon "')[1:]:
            assert symbol(f"i-{name.split(chr(34))[0]}"), f"{path.name} draws an icon that the sprite has not"


@pytest.mark.parametrize(
    ("said", "leads"),
    [("party", "party"), ("former_party", "former-party"), ("Depositaries", "depositary"), ("legally binding", "legally-binding")],
)
def test_a_term_leads_to_the_glossary_and_is_described_once(said, leads):
    shown = render("{% term said word %}{% term said %}{% terms_used %}", said=said, word="as <told>")
    assert f'<a class="term" href="/glossary/#{leads}" aria-describedby="term-{leads}">as &lt;told&gt;</a>' in shown
    assert shown.count(f'<p id="term-{leads}">') == 1
    assert "terms.js" in shown


def test_other_words_stay_as_they_are():
    assert render("{% term 'Rules' %}{% terms_used %}").strip() == "Rules"
    assert Template("{% load pacta %}{% term 'party' 'Parties' %}{% terms_used %}").render(Context({})).strip() == "Parties"
