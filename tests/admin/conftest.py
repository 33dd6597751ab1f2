"""People with roles, a few rows, and forms filled in as a browser would send them."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tracker import changes
from tracker.models import Action, Actor, Commitment, Source, Theme, Treaty


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here needs one."""


def person(name, role):
    user = User.objects.create_user(name, password="correct horse", is_staff=True)
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


@pytest.fixture
def administrator():
    return person("ada", "Administrator")


@pytest.fixture
def curator():
    return person("carla", "Curator")


@pytest.fixture
def researcher():
    return person("rita", "Researcher")


@pytest.fixture
def as_user(client):
    """`as_user(user)`: the client, signed in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def ada(as_user, administrator):
    return as_user(administrator)


def saved(row, state="published", by=changes.COMMAND_LINE, **many):
    changes.save(row, by=by, state=state, many=many)
    return row


def all_saved(rows, **many):
    changes.save_all([changes.Edit(row, many, "published") for row in rows], by=changes.COMMAND_LINE)


@pytest.fixture
def france():
    return saved(Actor(key="fra", name="France", kind="state", iso3="FRA"))


@pytest.fixture
def theme():
    return saved(Theme(key="nuclear_testing", title="Nuclear testing"))


@pytest.fixture
def source():
    return saved(Source(key="npt-status", title="Status of the treaty", publisher="UNODA"))


@pytest.fixture
def treaty(theme):
    """Published, with regions, a theme, a summary of several lines and other titles."""
    row = Treaty(
        key="npt",
        title="Treaty on the Non-Proliferation of Nuclear Weapons",
        short_title="NPT",
        kind="treaty",
        summary="One line.\nAnother line.",
        other_titles=("Non-Proliferation Treaty", "NPT 1968"),
        regions=("europe", "global"),
        in_force="1970-03-05",
    )
    return saved(row, themes=[theme])


@pytest.fixture
def action(treaty, france):
    return saved(Action(record=treaty, actor=france, action="accession", date="1992-08-03"))


@pytest.fixture
def commitment(treaty):
    return saved(Commitment(record=treaty, reference="Article VI", title="Negotiate disarmament", kind="obligation", owed_by=("all",)))


def page(row_or_model, name="change"):
    opts = row_or_model._meta
    args = [row_or_model.pk] if name in ("change", "delete", "history") else []
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args)


def filled(response):
    """What a browser would send back of a form: every field as it is shown."""
    data = _shown(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= _shown(formset.management_form)
        for form in formset.forms:
            data |= _shown(form)
    return data


def _shown(form):
    shown = {}
    for bound in form:
        value = bound.value()
        if value is True:
            value = "on"
        if value is None or value is False:
            continue
        shown[bound.html_name] = [str(part) for part in value] if isinstance(value, list | tuple) else str(value)
    return shown


def messages_of(response):
    return [str(message) for message in response.context["messages"]]
