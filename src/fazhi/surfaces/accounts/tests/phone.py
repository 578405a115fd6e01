"""An authenticator for tests, whose clock, like the server's, stands where the test puts it."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_otp.oath import hotp

from fazhi.surfaces.accounts import queries
from fazhi.surfaces.accounts.models import Account


class Phone:
    """Shows the code of an account's authenticator at `now`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
        self.now = at
        clock = SimpleNamespace(time=lambda: self.now.timestamp())
        monkeypatch.setattr("django_otp.plugins.otp_totp.models.time", clock)
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        monkeypatch.setattr("axes.handlers.proxy.now", lambda: self.now)

    def wait(self, **much: int) -> None:
        self.now += timedelta(**much)

    def shows(self, account: Account) -> str:
        device = queries.pending_device(account) or queries.device(account)
        assert device is not None
        return f"{hotp(device.bin_key, int(self.now.timestamp()) // 30):06d}"

    def does_not_show(self, account: Account) -> str:
        """Six digits that are wrong for minutes to come."""
        near = {hotp(queries.device(account).bin_key, int(self.now.timestamp()) // 30 + step) for step in range(-3, 9)}
        return next(f"{code:06d}" for code in range(100) if code not in near)
