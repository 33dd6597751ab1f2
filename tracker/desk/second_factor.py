"""The second factor: codes that an authenticator makes from a key (TOTP, RFC 6238), and recovery codes on paper."""

from base64 import b32encode
from math import ceil

from django.db import transaction
from django.utils import timezone
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10


def is_set_up(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def begun(user):
    """The authenticator that a user is setting up; the same until its first code is right."""
    with transaction.atomic():
        device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
        return device or TOTPDevice.objects.create(user=user, confirmed=False, name="Authenticator")


def key_of(device):
    """The key as people type it: in fours."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def set_up(user, code):
    """Confirm the authenticator by its first code; gives the device and recovery codes, or None and nothing."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None or is_set_up(user) or not device.verify_token(_plain(code)):
            return None, []
        device.confirmed = True
        device.save()
        return device, new_recovery_codes(user)


def new_recovery_codes(user):
    """Ten codes, each good for once; those given before are void."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="Recovery codes")
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def matched(user, code):
    """The device whose code this is, or None. Wrong codes make it wait longer and longer (`seconds_to_wait`)."""
    device = _asked(user, code)
    return device and verify_token(user, device.persistent_id, _plain(code))


def seconds_to_wait(user, code):
    """How long no code of that kind is looked at, after wrong ones."""
    device = _asked(user, code)
    allowed, why = device.verify_is_allowed() if device else (True, None)
    return 0 if allowed else ceil((why["locked_until"] - timezone.now()).total_seconds())


def _asked(user, code):
    """The authenticator for six digits; else the recovery codes."""
    model = TOTPDevice if _plain(code).isdigit() else StaticDevice
    return model.objects.filter(user=user).first()


def codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


def reset(users):
    """Forget the second factor of these users: they set it up anew when they next sign in."""
    with transaction.atomic():
        for model in (TOTPDevice, StaticDevice):
            model.objects.filter(user__in=users).delete()


def _plain(code):
    return "".join(code.split()).lower()[:16]
