"""Signing in: wrong passwords, the second factor, and what an account without a role may do."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories.people import PASSWORD, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def https(settings, client):
    """The site as it is served over HTTPS."""
    settings.HTTPS = True


def sign_in(client, name, password=PASSWORD, onward=""):
    return client.post("/log/sign-in/", {"username": name, "password": password, "next": onward})


def code_of(someone, steps=0):
    """What the authenticator shows; `steps` half minutes from now."""
    device = TOTPDevice.objects.get(user=someone)
    made = TOTP(device.bin_key)
    made.time = (timezone.now() + timedelta(seconds=30 * steps)).timestamp()
    return f"{made.token():06}"


def test_signing_in_leads_to_where_one_was_going(client):
    user("ruth", "Researcher")
    assert client.get("/log/").url == "/log/sign-in/?next=/log/"
    shown = client.get("/log/sign-in/?next=/log/account/")
    assert 'value="/log/account/"' in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert sign_in(client, "ruth", onward="/log/account/").url == "/log/account/"
    account = client.get("/log/account/").text
    assert "ruth" in account
    assert "Researcher" in account
    assert client.post("/log/sign-out/").url == "/"
    assert client.get("/log/account/").url == "/log/sign-in/?next=/log/account/"


def test_nobody_is_led_away_from_the_site(client):
    user("ruth", "Researcher")
    assert sign_in(client, "ruth", onward="https://example.org/").url == "/log/"


def test_a_wrong_password_keeps_the_name_and_says_so(client):
    user("ruth", "Researcher")
    answer = sign_in(client, "ruth", "wrong")
    assert answer.status_code == 400
    assert 'value="ruth"' in answer.text
    assert "correct username and password" in answer.text
    assert "wrong" not in answer.text


def test_ten_wrong_passwords_close_that_name_from_that_address(client):
    user("ruth", "Researcher")
    user("carl", "Curator")
    answers = [sign_in(client, "ruth", "wrong").status_code for _ in range(10)]
    assert answers == [*[400] * 9, 429]
    locked = sign_in(client, "ruth")
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"
    assert "For 15 minutes" in locked.text
    assert sign_in(client, "carl").status_code == 302  # from the same address, under another name


def test_an_account_without_a_role_is_told_so(client):
    client.force_login(user("nina"))
    answer = client.get("/log/")
    assert answer.status_code == 403
    assert "no role here yet" in answer.text
    assert "no role here yet" in client.get("/log/account/").text


def test_the_admin_is_entered_by_the_same_door(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/log/sign-in/?next=/admin/"
    client.force_login(user("ruth", "Researcher", is_staff=False))
    assert "may not open the page asked for" in client.get("/admin/", follow=True).text
    client.force_login(user("ada", "Administrator"))
    assert client.get("/admin/login/").url == "/admin/"
    assert client.get("/admin/password_change/").url == "/log/account/password/"


def test_a_password_is_changed_by_its_owner(client):
    someone = user("ruth", "Researcher")
    client.force_login(someone)
    short = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    answer = client.post("/log/account/password/", short)
    assert answer.status_code == 400
    assert "at least 12 characters" in answer.text
    good = "a sentence that is long"
    answer = client.post("/log/account/password/", short | {"new_password1": good, "new_password2": good}, follow=True)
    assert "Your password is changed." in answer.text
    assert User.objects.get().check_password(good)


def test_the_old_password_is_guessed_no_oftener_than_at_the_door(client):
    client.force_login(user("ruth", "Researcher"))
    good = "a sentence that is long"
    sent = {"old_password": "wrong", "new_password1": good, "new_password2": good}
    answers = [client.post("/log/account/password/", sent).status_code for _ in range(10)]
    assert answers == [*[400] * 9, 429]
    locked = client.post("/log/account/password/", sent | {"old_password": PASSWORD})
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "900")
    assert User.objects.get().check_password(PASSWORD)


def test_a_password_that_repeats_the_name_is_refused(client):
    client.force_login(user("norole"))
    sent = {"old_password": PASSWORD, "new_password1": "norole-norole", "new_password2": "norole-norole"}
    assert "too similar to the username" in client.post("/log/account/password/", sent).text


@pytest.mark.usefixtures("https")
def test_researchers_need_no_second_factor(client):
    client.force_login(user("ruth", "Researcher"))
    assert client.get("/log/account/").status_code == 200
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize("role", ["Curator", "Administrator"])
def test_whoever_may_publish_sets_up_a_second_factor_and_gives_its_code(client, role):
    someone = user("carl", role)
    assert sign_in(client, "carl", onward="/admin/").status_code == 302
    for address in ("/admin/", "/log/account/password/"):
        answer = client.get(address, follow=True)
        assert "Set up a second factor" in answer.text
        assert client.post(address, {"name": "x"}).status_code == 302
    page = "/log/account/second-factor/?next=/admin/"
    shown = client.get(page)
    device = TOTPDevice.objects.get(user=someone)
    assert shown.context["key"].replace(" ", "") in device.config_url
    assert "otpauth://totp/Pacta%3Acarl?secret=" in shown.text

    wrong = client.post(page, {"code": "000000"})
    assert wrong.status_code == 400
    assert "not the code of this moment" in wrong.text
    waiting = client.post(page, {"code": code_of(someone)})
    assert waiting.status_code == 429
    assert int(waiting.headers["Retry-After"]) >= 1

    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        answer = client.post(page, {"code": code_of(someone)})
        codes = answer.context["codes"]
        assert len(codes) == 10
        assert answer.context["onward"] == "/admin/"
        assert client.get("/admin/").status_code == 200

    # Next time its code is asked for; each recovery code is good for once.
    client.logout()
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        sign_in(client, "carl")
        assert "second-factor" in client.get("/log/account/password/").url
        assert client.post("/log/account/recovery-codes/").status_code == 403
        assert client.post("/log/account/second-factor/", {"code": code_of(someone)}).url == "/log/"
        assert client.get("/admin/").status_code == 200
        client.logout()
        sign_in(client, "carl")
        assert client.post("/log/account/second-factor/", {"code": codes[0].upper()}).url == "/log/"
        assert "9 recovery codes left" in client.get("/log/account/").text
        new = client.post("/log/account/recovery-codes/").context["codes"]
        assert not {*codes} & {*new}
        client.logout()
        sign_in(client, "carl")
        assert client.post("/log/account/second-factor/", {"code": codes[0]}).status_code == 400


@pytest.mark.usefixtures("https")
def test_an_administrator_resets_the_second_factor_of_somebody(client):
    carl, ada = user("carl", "Curator"), user("ada", "Administrator")
    for someone in (carl, ada):
        TOTPDevice.objects.create(user=someone, confirmed=True)
    sign_in(client, "ada")
    client.post("/log/account/second-factor/", {"code": code_of(ada)})
    ticked = {"action": "reset_second_factor", "_selected_action": [carl.pk], "index": 0}
    assert "Reset for carl." in client.post("/admin/auth/user/", ticked, follow=True).text
    assert [device.user for device in TOTPDevice.objects.all()] == [ada]
    client.force_login(carl)
    assert "Set up a second factor" in client.get("/admin/", follow=True).text


def test_the_command_line_resets_it_too(capsys):
    TOTPDevice.objects.create(user=user("ada", "Administrator"), confirmed=True)
    call_command("reset_second_factor", "ada")
    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError, match="no user 'nobody'"):
        call_command("reset_second_factor", "nobody")
