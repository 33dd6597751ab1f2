"""Every page of the admin, for everybody."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.conftest import all_saved, filled, page, saved
from tracker.admin.base import RowAdmin, RowInline
from tracker.admin.forms import ROOM
from tracker.catalogue import RECORD_TYPES, TABLES, table_of
from tracker.models import (
    Action,
    Activation,
    Actor,
    Assessment,
    Batch,
    Challenge,
    Change,
    Commitment,
    Event,
    Ledger,
    ListMember,
    Phase,
    Position,
    Proposal,
    Record,
    Relation,
    Source,
    StoryStep,
    System,
    Treaty,
)

ROW_MODELS = [record_type.model for record_type in RECORD_TYPES] + [table.model for table in TABLES.values() if table.model is not Record]
READ_ONLY = [Change, Batch, Ledger, Proposal]


@pytest.fixture
def rows(treaty, france, source):
    """One row of every table, and one of every type of record: {model: row}."""
    kinds = {record_type: record_type.kinds.values[0] for record_type in RECORD_TYPES}
    records = [made.model(key=f"a-{made.code.value}", title=made.code.label, kind=kind) for made, kind in kinds.items()]
    of = {type(record): record for record in records}
    commitment = Commitment(record=treaty, reference="Article VI", title="Negotiate", kind="obligation", owed_by=("all",))
    event = Event(key="review-2026", title="Review conference", date="2026-04-27/2026-05-22", kind="summit")
    all_saved([*records, commitment, event])
    hanging = [
        Action(record=treaty, actor=france, action="accession", date="1992-08-03"),
        Phase(record=of[System], phase="operational", date="2011~"),
        Assessment(commitment=commitment, date="2019", finding="disputed", assessor="A think tank"),
        Activation(record=treaty, date="../2014-03", title="Flight"),
        Position(challenge=of[Challenge], actor=france, date="2008", stance="claims", text="It says so."),
        Relation(from_record=treaty, relation="complements", to_record=of[System]),
        ListMember(list="annex-2", actor=france),
        StoryStep(story="the-npt", position=1, title="It begins", text="Once.", record=treaty),
    ]
    all_saved(hanging)
    return of | {type(row): row for row in [*hanging, commitment, event, france, source, treaty.themes.get()]}


def test_administrator_opens_every_page_of_every_table(ada, rows):
    wrong = []
    for model in ROW_MODELS:
        row = rows[model]
        pages = [page(model, "changelist"), page(model, "add"), page(row), page(row, "delete"), page(row, "history")]
        pages.append(page(model, "changelist") + "?q=a&state__exact=published")
        wrong += [address for address in pages if ada.get(address).status_code != 200]
    assert not wrong


@pytest.mark.parametrize("model", [*READ_ONLY, Record], ids=lambda model: model.__name__)
def test_what_is_read_only_has_a_list_and_cannot_be_added(model, ada, rows):
    assert ada.get(page(model, "changelist")).status_code == 200
    assert ada.get(page(model, "add")).status_code == 403


def test_a_change_of_the_log_can_be_read_and_not_written(ada, treaty):
    change = Change.objects.first()
    assert ada.get(page(change)).status_code == 200
    assert ada.post(page(change), {"why": "Otherwise."}).status_code == 403


def test_every_column_is_on_its_form_and_nothing_that_is_not_typed(ada, rows):
    for model in ROW_MODELS:
        response = ada.get(page(model, "add"))
        shown = set(response.context["adminform"].form.fields)
        columns = {bound.field_name for bound in table_of(rows[model]).columns.values()} - {"uid"}
        assert not columns - shown, model
        inlines = [set(inline.formset.empty_form.fields) for inline in response.context["inline_admin_formsets"]]
        for fields in [shown, *inlines]:
            assert not fields & {"state", "version", "type", "uid"}, model


def test_a_longer_list_asks_no_more(ada, rows):
    few = {model: _queries(ada, page(model, "changelist")) for model in [*ROW_MODELS, Record, Change]}
    _twelve_more(rows)
    more = {model: _queries(ada, page(model, "changelist")) for model in few}
    assert {model: (few[model], count) for model, count in more.items() if count > few[model]} == {}


def _twelve_more(rows):
    numbers = range(12)
    records = [type_.model(key=f"t-{type_.name}-{n}", title=f"{n}", kind=type_.kinds.values[0]) for type_ in RECORD_TYPES for n in numbers]
    actors = [Actor(key=f"a-{n}", name=f"Actor {n}", kind="state") for n in numbers]
    events = [Event(key=f"e-{n}", title="Event", date="1968", kind="summit") for n in numbers]
    all_saved([*records, *actors, *events, *(Source(key=f"s-{n}", title="Source", publisher="UN") for n in numbers)])
    treaties = [record for record in records if isinstance(record, Treaty)]
    commitments = [Commitment(record=record, reference="1", title="A", kind="pledge", owed_by=("all",)) for record in treaties]
    all_saved(commitments)
    hanging = [Assessment(commitment=one, date="2019", finding="disputed", assessor="A think tank") for one in commitments]
    for record, actor in zip(treaties, actors, strict=True):
        hanging += [
            Action(record=record, actor=actor, action="signature", date="1968"),
            Phase(record=record, phase="operational", date="2011"),
            Activation(record=record, date="2014", title="Flight"),
            Position(challenge=rows[Challenge], actor=actor, date="2008", stance="claims", text="It says so."),
            Relation(from_record=record, relation="amends", to_record=rows[Treaty]),
            ListMember(list="annex-2", actor=actor),
            StoryStep(story=record.key, position=1, title="It begins", text="Once.", record=record, event=events[0]),
        ]
    all_saved(hanging)


def _queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _signed_by(count, treaty, **many):
    actors = [Actor(key=f"s-{n}", name=f"State {n}", kind="state") for n in range(count)]
    all_saved(actors)
    all_saved([Action(record=treaty, actor=actor, action="signature", date="1968") for actor in actors], **many)


def test_more_rows_of_an_inline_ask_no_more(ada, treaty, action, source, france):
    few = _queries(ada, page(treaty))
    _signed_by(10, treaty, sources=[source], depositary=[france])
    assert _queries(ada, page(treaty)) <= few


def test_an_inline_of_too_many_rows_leads_to_their_list(ada, treaty):
    _signed_by(ROOM + 1, treaty)
    response = ada.get(page(treaty))
    assert f"There are {ROOM + 1} actions" in response.text
    address = f"{page(Action, 'changelist')}?record__id__exact={treaty.pk}"
    assert address in response.text
    assert ada.get(address).context["cl"].result_count == ROOM + 1


def test_a_form_of_as_many_rows_as_it_may_show_can_be_saved(ada, treaty, theme):
    _signed_by(ROOM, treaty, contested_by=[saved(Actor(key=key, name=key, kind="state")) for key in ("aaa", "bbb")])
    sent = filled(ada.get(page(treaty)))
    assert sum(len(value) if isinstance(value, list) else 1 for value in sent.values()) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2
    sent |= {"why": "A better title.", "title": "Treaty"}
    assert ada.post(page(treaty), sent).status_code == 302
    assert Treaty.objects.get().title == "Treaty"


def test_a_day_of_entry_into_force_that_the_acts_do_not_give_is_shown(ada, treaty, action):
    ruled = saved(Treaty(key="ruled", title="Ruled", kind="treaty", in_force="1970", entry_rule="consents:1"))
    saved(Treaty(key="agreeing", title="Agreeing", kind="treaty", in_force="1971-02-03", entry_rule="date:1971-02-03"))
    saved(Action(record=ruled, actor=action.actor, action="accession", date="1969-05-06"))
    found = ada.get(page(Treaty, "changelist"), {"entry": "differs"}).context["cl"].result_list
    assert [row.key for row in found] == ["ruled"]
    shown = ada.get(page(ruled)).text
    assert "Entry into force: recorded is" in shown
    assert '<time datetime="1969-05-06">' in shown
    assert "Entry into force: recorded is" not in ada.get(page(treaty)).text


def test_no_list_is_edited_in_place():
    assert not [a for a in admin.site._registry.values() if a.list_editable]


def test_derived_tables_are_not_here():
    assert not {model for model in admin.site._registry if model.__module__ == "tracker.models.derived"}


def test_every_admin_and_inline_of_a_row_writes_through_changes():
    for model_admin in admin.site._registry.values():
        if model_admin.model in ROW_MODELS:
            assert isinstance(model_admin, RowAdmin)
            assert all(issubclass(inline, RowInline) for inline in model_admin.inlines)


def test_record_of_any_type_opens_in_the_admin_of_its_type(ada, treaty):
    address = reverse("admin:tracker_record_change", args=[treaty.pk])
    assert ada.get(address, {"_popup": "1"}).headers["Location"] == f"{page(treaty)}?_popup=1"


def test_user_without_a_role_sees_no_models(as_user, django_user_model):
    user = django_user_model.objects.create_user("nobody", is_staff=True)
    client = as_user(user)
    assert client.get(reverse("admin:index")).context["app_list"] == []
    assert client.get(page(Treaty, "changelist")).status_code == 403


def test_autocomplete_finds_records_of_any_type_and_challenges_alone(ada, rows):
    asked = {"app_label": "tracker", "term": "a-"}
    everything = ada.get(reverse("admin:autocomplete"), asked | {"model_name": "relation", "field_name": "to_record"}).json()
    assert len(everything["results"]) == 8
    challenges = ada.get(reverse("admin:autocomplete"), asked | {"model_name": "position", "field_name": "challenge"}).json()
    assert [found["text"] for found in challenges["results"]] == ["Challenge"]


def test_view_on_site_leads_to_the_page_of_what_is_public(ada, treaty, commitment):
    assert ada.get(page(treaty)).context["absolute_url"] == "/treaties/npt/"
    assert ada.get(page(commitment)).context["absolute_url"] == f"/commitments/{commitment.uid}/"
    draft = saved(Treaty(key="draft", title="Draft", kind="treaty"), state=None)
    assert ada.get(page(draft)).context["absolute_url"] is None


def test_list_says_the_state_in_words_and_counts_its_filters(ada, treaty):
    response = ada.get(page(Treaty, "changelist"))
    assert '<span class="state state-published">Published</span>' in response.text
    assert "Published (1)" in response.text


def test_kinds_of_other_types_are_not_offered(ada, treaty):
    form = ada.get(page(treaty)).context["adminform"].form
    offered = {code for code, _word in form.fields["kind"].choices}
    assert "protocol" in offered
    assert "sensor" not in offered
