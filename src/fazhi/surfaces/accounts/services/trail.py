"""How acts on accounts are told to the trail; never with a password or a code."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fazhi.engines.citation import Citation
from fazhi.kernel.audit import services as audit
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.terms import ACCOUNT, From

NOBODY = "anonymous"
"""Who acts before anybody has signed in."""


def enter(
    act: str,
    account: Account | None,
    *,
    by: str,
    at: datetime,
    basis: Citation,
    payload: Mapping[str, Any] | None = None,
    come: From | None = None,
) -> None:
    """
    One entry, in the transaction of the act.

    account  None where the name is nobody's; what was typed is not kept, for it may be a password
    come     where it was done from, kept as erasable detail
    """
    audit.record(
        f"accounts.{act}",
        by=by,
        at=at,
        subject=(ACCOUNT, str(account.pk)) if account else (ACCOUNT, ""),
        basis=basis.source,
        payload=payload,
        detail={"address": come.address, "agent": come.agent} if come else None,
        place=audit.Place.DESK,
    )
