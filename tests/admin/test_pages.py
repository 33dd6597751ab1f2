"""Every page of the admin, for everybody."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.conftest import page, saved
from tracker import changes
from tracker.admin.base import RowAdmin, RowInline
from tracker.catalogue import RECORD_TYPES, TABLES
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
def rows(treaty, action, commitment, france, source):
    """One row of every table, and one of every type of record."""
    made = {}
    with changes.together():
        for record_type in RECORD_TYPES:
            kind = record_type.kinds.values[0]
            made[record_type.model] = saved(record_type.model(key=f"a-{record_type.code.value}", title=record_type.code.label, kind=kind))
        challenge, system = made[Challenge], made[System]
        event = saved(Event(key="review-2026", title="Review conference", date="2026-04-27/2026-05-22", kind="summit"), records=[treaty])
        others = [
            saved(Phase(record=system, phase="operational", date="2011~")),
            saved(Assessment(commitment=commitment, date="2019", finding="disputed", assessor="A think tank")),
            saved(Activation(record=treaty, date="../2014-03", title="Flight"), actors=[france]),
            saved(Position(challenge=challenge, actor=france, date="2008", stance="claims", text="It says so.")),
            saved(Relation(from_record=treaty, relation="complements", to_record=system)),
            saved(ListMember(list="annex-2", actor=france)),
            saved(StoryStep(story="the-npt", position=1, title="It begins", text="Once.", record=treaty)),
        ]
    for row in [*others, event, action, commitment, france, source, treaty.themes.get()]:
        made[type(row)] = row
    return made


@pytest.mark.parametrize("model", ROW_MODELS, ids=lambda model: model.__name__)
def test_administrator_opens_every_page_of_a_table(model, ada, rows):
    row = rows[model]
    for name in ("changelist", "add"):
        assert ada.get(page(model, name)).status_code == 200, name
    for name in ("change", "delete", "history"):
        assert ada.get(page(row, name)).status_code == 200, name
    assert ada.get(page(model, "changelist"), {"q": "npt", "state__exact": "published"}).status_code == 200


@pytest.mark.parametrize("model", [*READ_ONLY, Record], ids=lambda model: model.__name__)
def test_what_is_read_only_has_a_list_and_cannot_be_added(model, ada, rows):
    assert ada.get(page(model, "changelist")).status_code == 200
    assert ada.get(page(model, "add")).status_code == 403


def test_a_change_of_the_log_can_be_read_and_not_written(ada, treaty):
    change = Change.objects.first()
    assert ada.get(page(change)).status_code == 200
    assert ada.post(page(change), {"why": "Otherwise."}).status_code == 403


@pytest.mark.parametrize("model", ROW_MODELS, ids=lambda model: model.__name__)
def test_every_column_of_a_table_is_on_its_form(model, ada, rows):
    form = ada.get(page(model, "add")).context["adminform"].form
    row = rows[model]
    table = next(r.table for r in RECORD_TYPES if r.model is model) if isinstance(row, Record) else _table(model)
    missing = {bound.field_name for bound in table.columns.values()} - set(form.fields) - {"uid"}
    assert not missing


def _table(model):
    return next(table for table in TABLES.values() if table.model is model)


@pytest.mark.parametrize("model", ROW_MODELS, ids=lambda model: model.__name__)
def test_state_and_version_are_no_plain_fields(model, ada, rows):
    response = ada.get(page(rows[model]))
    forms = [response.context["adminform"].form, *(i.formset.empty_form for i in response.context["inline_admin_formsets"])]
    for form in forms:
        assert not {"state", "version", "type", "uid"} & set(form.fields)


@pytest.mark.parametrize("model", [Treaty, Action, Commitment, Actor, Event, Source, Relation, Change], ids=lambda model: model.__name__)
def test_a_longer_list_asks_no_more(model, ada, rows):
    few = _queries(ada, page(model, "changelist"))
    with changes.together():
        _twelve_more(rows[Treaty])
    assert _queries(ada, page(model, "changelist")) <= few


def _twelve_more(treaty):
    for number in range(12):
        record = saved(Treaty(key=f"t-{number}", title=f"Treaty {number}", kind="treaty"))
        actor = saved(Actor(key=f"a-{number}", name=f"Actor {number}", kind="state"))
        saved(Action(record=record, actor=actor, action="signature", date="1968"))
        saved(Commitment(record=record, reference="1", title="Something", kind="pledge", owed_by=("all",)))
        saved(Event(key=f"e-{number}", title="Event", date="1968", kind="summit"))
        saved(Source(key=f"s-{number}", title="Source", publisher="UN"))
        saved(Relation(from_record=record, relation="amends", to_record=treaty))


def _queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _signed_by(count, treaty, **many):
    with changes.together():
        for number in range(count):
            actor = saved(Actor(key=f"s-{number}", name=f"State {number}", kind="state"))
            saved(Action(record=treaty, actor=actor, action="signature", date="1968"), **many)


def test_more_rows_of_an_inline_ask_no_more(ada, treaty, action, source, france):
    few = _queries(ada, page(treaty))
    _signed_by(10, treaty, sources=[source], depositary=[france])
    assert _queries(ada, page(treaty)) <= few


def test_an_inline_of_too_many_rows_leads_to_their_list(ada, treaty):
    _signed_by(41, treaty)
    response = ada.get(page(treaty))
    assert "There are 41 actions" in response.text
    address = f"{page(Action, 'changelist')}?record__id__exact={treaty.pk}"
    assert address in response.text
    assert ada.get(address).context["cl"].result_count == 41


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
