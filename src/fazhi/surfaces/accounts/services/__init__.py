"""What is done to accounts, and with them."""

from fazhi.surfaces.accounts.services.managing import (
    clear_second_factor,
    close_account,
    open_account,
    reopen_account,
    reset_password,
)
from fazhi.surfaces.accounts.services.passwords import change_password
from fazhi.surfaces.accounts.services.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    remove_second_factor,
    renew_codes,
    verify_code,
)
from fazhi.surfaces.accounts.services.secret import create_secret
from fazhi.surfaces.accounts.services.signing_in import (
    begin,
    clear_expired,
    demo_account,
    end,
    end_others,
    limits,
    note_failure,
    standing,
)

__all__ = [
    "begin",
    "begin_second_factor",
    "change_password",
    "clear_expired",
    "clear_second_factor",
    "close_account",
    "confirm_second_factor",
    "create_secret",
    "demo_account",
    "end",
    "end_others",
    "limits",
    "note_failure",
    "open_account",
    "remove_second_factor",
    "renew_codes",
    "reopen_account",
    "reset_password",
    "standing",
    "verify_code",
]
