"""
The second factor: codes of an authenticator (RFC 6238) by django-otp, and backup codes.

Of a backup code the database has a MAC only, so that whoever reads the table can't sign in with it.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from fazhi.surfaces.accounts import queries, rules
from fazhi.surfaces.accounts.errors import CodesTooFast, CodeWrong, HasSecondFactor, NoSecondFactor
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.permissions import PROTECTION
from fazhi.surfaces.accounts.services.trail import enter
from fazhi.surfaces.accounts.terms import From, How

_TOTP_LENGTH = 6


@transaction.atomic
def begin_second_factor(account: Account) -> TOTPDevice:
    """
    A new key for an authenticator, in force when `confirm_second_factor` has seen a code of it.

    Raises HasSecondFactor.
    """
    _lock(account)
    if queries.has_second_factor(account):
        raise HasSecondFactor(account.name)
    TOTPDevice.objects.filter(user=account).delete()
    return TOTPDevice.objects.create(user=account, name="totp", confirmed=False)


def confirm_second_factor(account: Account, *, code: str, sign_in: SignIn, at: datetime, come: From) -> tuple[str, ...]:
    """
    Put the key in force by a code of it; returns the backup codes, which are told once.

    Raises NoSecondFactor if none was begun, CodeWrong, CodesTooFast.
    Source: 网络安全法 art. 23(2).
    """
    device = queries.pending_device(account)
    if device is None:
        raise NoSecondFactor(account.name)
    _verify(account, device, rules.code_typed(code), at=at, come=come)
    with transaction.atomic():
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        codes = _new_codes(account)
        SignIn.objects.filter(pk=sign_in.pk).update(how=How.CODE)
        enter("second_factor.set", account, by=account.official.code, at=at, basis=PROTECTION, come=come)
    return codes


def verify_code(account: Account, *, code: str, at: datetime, come: From) -> bool:
    """
    Look at a code of the authenticator, or at a backup code, which is good once; True for a backup code.

    Raises NoSecondFactor, CodeWrong (also for a code that was used before), CodesTooFast.
    """
    totp, static = queries.device(account), StaticDevice.objects.filter(user=account).first()
    if totp is None:
        raise NoSecondFactor(account.name)
    typed = rules.code_typed(code)
    is_backup = len(typed) != _TOTP_LENGTH and static is not None
    if is_backup and static is not None:
        _verify(account, static, _sealed(account, typed), at=at, come=come)
    else:
        _verify(account, totp, typed, at=at, come=come)
    return is_backup


def renew_codes(account: Account, *, code: str, at: datetime, come: From) -> tuple[str, ...]:
    """
    New backup codes in place of all old ones, for whoever shows a code.

    Raises NoSecondFactor, CodeWrong, CodesTooFast.
    """
    verify_code(account, code=code, at=at, come=come)
    with transaction.atomic():
        codes = _new_codes(account)
        enter("second_factor.codes", account, by=account.official.code, at=at, basis=PROTECTION, come=come)
    return codes


def remove_second_factor(account: Account, *, code: str, sign_in: SignIn, at: datetime, come: From) -> None:
    """
    Do without a second factor, or take another authenticator: a post that asks for one asks for a new one at once.

    Raises NoSecondFactor, CodeWrong, CodesTooFast.
    """
    verify_code(account, code=code, at=at, come=come)
    with transaction.atomic():
        drop_devices(account)
        SignIn.objects.filter(pk=sign_in.pk).update(how=How.PASSWORD)
        enter("second_factor.remove", account, by=account.official.code, at=at, basis=PROTECTION, come=come)


def drop_devices(account: Account) -> None:
    """Forget keys and backup codes."""
    StaticToken.objects.filter(device__user=account).delete()
    StaticDevice.objects.filter(user=account).delete()
    TOTPDevice.objects.filter(user=account).delete()


def _verify(account: Account, device: TOTPDevice | StaticDevice, typed: str, *, at: datetime, come: From) -> None:
    """The device counts wrong codes itself, so what it wrote must stay although this raises."""
    with transaction.atomic():
        device = type(device).objects.select_for_update().get(pk=device.pk)
        is_allowed, why = device.verify_is_allowed()
        is_good = is_allowed and device.verify_token(typed)
        if not is_good and is_allowed:
            enter("second_factor.fail", account, by=account.official.code, at=at, basis=PROTECTION, come=come)
    if not is_allowed:
        raise CodesTooFast(account.name, why["locked_until"])
    if not is_good:
        raise CodeWrong(account.name)


def _new_codes(account: Account) -> tuple[str, ...]:
    device, _ = StaticDevice.objects.get_or_create(user=account, defaults={"name": "backup"})
    device.token_set.all().delete()
    codes = tuple(
        "".join(secrets.choice(rules.CODE_LETTERS) for _ in range(rules.CODE_LENGTH)) for _ in range(rules.CODES)
    )
    StaticToken.objects.bulk_create([StaticToken(device=device, token=_sealed(account, code)) for code in codes])
    return codes


def _sealed(account: Account, code: str) -> str:
    """What the database keeps of a backup code: 96 bits of its HMAC-SHA-256, as many as the column holds."""
    message = f"backup\n{account.pk}\n{code}".encode()
    mac = hmac.digest(settings.SECRET_KEY.encode(), message, hashlib.sha256)
    return urlsafe_b64encode(mac[:12]).decode()


def _lock(account: Account) -> None:
    """Two beginnings at once leave one key."""
    Account.objects.select_for_update().get(pk=account.pk)
