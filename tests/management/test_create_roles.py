import io

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles():
    call_command("create_roles", stdout=io.StringIO())


def may(role):
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_the_three_roles_are_there_however_often_they_are_made():
    call_command("create_roles", stdout=io.StringIO())
    assert set(Group.objects.values_list("name", flat=True)) == {"Administrator", "Curator", "Researcher"}


def test_a_researcher_writes_and_does_not_delete():
    assert {"view_treaty", "add_treaty", "change_action", "view_proposal", "view_change"} <= may("Researcher")
    assert not [codename for codename in may("Researcher") if codename.startswith("delete_")]


def test_a_curator_deletes_rows_and_nobodys_account():
    assert {"delete_treaty", "delete_action", *may("Researcher")} <= may("Curator")
    assert not [codename for codename in may("Curator") if codename.endswith("_user")]


def test_nobody_but_an_administrator_touches_history():
    for role in ("Researcher", "Curator"):
        assert not {f"{verb}_{model}" for verb in ("add", "change", "delete") for model in ("change", "ledger", "batch")} & may(role)


def test_an_administrator_may_do_everything():
    assert {"change_user", "delete_treaty"} <= may("Administrator")
    tracker = Permission.objects.filter(content_type__app_label="tracker").count()
    assert Group.objects.get(name="Administrator").permissions.filter(content_type__app_label="tracker").count() == tracker


def test_django_knows_what_a_role_may_do():
    user = User.objects.create_user("ruth")
    user.groups.add(Group.objects.get(name="Researcher"))
    assert user.has_perm("tracker.add_treaty")
    assert not user.has_perm("tracker.delete_treaty")
