"""Which places a case file has, in order, and which of them may stay empty."""

from fazhi.lines.mediation.terms import ADMINISTRATIVE, AgreementForm, State
from fazhi.lines.mediation.terms.casefile import Item, Need, Place


def places_of(
    procedure: str, *, state: str, agreement_form: str = "", is_on_the_spot: bool = False
) -> tuple[Place, ...]:
    """
    The places of a matter's file in the order of binding.

    state           the matter's; what is required hangs on how it ended
    agreement_form  oral agreements have 口头协议登记表 in place of the agreement
    is_on_the_spot  settled on the spot: registration and agreement are all there need be

    Source: 人民调解法 art. 27 for registration, records of work and agreement; the order, and what is required of a settled
    dispute beyond those, are usage (待核). Administrative mediation has no list of its own that could be read: the shorter
    order is ours (待核).
    """
    agreed = Item.ORAL if agreement_form == AgreementForm.ORAL else Item.AGREEMENT
    order = _ADMINISTRATIVE if procedure == ADMINISTRATIVE else _PEOPLES
    required = _required(procedure, state, agreed, is_on_the_spot=is_on_the_spot)
    absent = {Item.AGREEMENT, Item.ORAL} - {agreed}
    if state == State.FAILED:
        absent |= {Item.AGREEMENT, Item.ORAL, Item.PROOF, Item.VISIT, Item.CONFIRMATION}
    else:
        absent |= {Item.TERMINATION}
    return tuple(
        Place(item, Need.REQUIRED if item in required else Need.AS_NEEDED) for item in order if item not in absent
    )


_PEOPLES = tuple(Item)
_ADMINISTRATIVE = (
    Item.REGISTRATION,
    Item.IDENTITY,
    Item.AUTHORITY,
    Item.EVIDENCE,
    Item.SESSION,
    Item.AGREEMENT,
    Item.ORAL,
    Item.TERMINATION,
    Item.PROOF,
    Item.CONFIRMATION,
    Item.EXPLANATION,
)


def _required(procedure: str, state: str, agreed: Item, *, is_on_the_spot: bool) -> frozenset[Item]:
    worked = {Item.REGISTRATION, Item.IDENTITY, Item.SESSION}
    if procedure != ADMINISTRATIVE:
        worked |= {Item.RIGHTS}
    if is_on_the_spot:
        return frozenset({Item.REGISTRATION, agreed})
    if state == State.SETTLED:
        return frozenset({*worked, agreed})
    if state == State.FAILED:
        return frozenset({*worked, Item.TERMINATION})
    return frozenset({Item.REGISTRATION})
