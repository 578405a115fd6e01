"""The screen put together: fields with what stands in them and what is wrong, codes to look up, today's registrations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.mediation.forms.registering import FEWEST, MOST, registration_form, title_of_party
from fazhi.lines.mediation.rules.shorthand import CATEGORY_WORDS, Shorthand
from fazhi.lines.mediation.terms import Way
from fazhi.surfaces.web.matters import fields
from fazhi.surfaces.web.matters.fields import ShownField
from fazhi.surfaces.web.matters.looking_up import Found
from fazhi.surfaces.web.matters.refusals import Refusal

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office


@dataclass(frozen=True)
class ShownParty:
    """The fields of the party at a place, from 1."""

    place: int
    title: str
    fields: tuple[ShownField, ...]

    @property
    def is_named(self) -> bool:
        return any(field.side and field.value for field in self.fields)


@dataclass(frozen=True)
class Code:
    """A category as it can be typed: number in the national form, label, initials and shorter words."""

    number: int
    label: str
    words: str


@dataclass(frozen=True)
class Screen:
    """
    line, said  the line of shorthand and what was understood of it; None while nobody typed one
    is_new      whether the cursor goes to the line
    is_settled  whether what an agreement needs is asked
    is_whole    whether nothing that is required is missing: then the cursor goes to the button that saves
    """

    line: str
    said: Shorthand | None
    dispute: tuple[ShownField, ...]
    parties: tuple[ShownParty, ...]
    facts: tuple[ShownField, ...]
    agreement: tuple[ShownField, ...]
    token: str
    refusal: Refusal = field(default_factory=Refusal)
    is_new: bool = False
    is_whole: bool = False
    is_settled: bool = False

    @property
    def wrong(self) -> tuple[ShownField, ...]:
        drawn = (
            *self.dispute,
            *(each for party in self.parties for each in party.fields),
            *self.facts,
            *self.agreement,
        )
        return tuple(each for each in drawn if each.fault)

    @property
    def has_room(self) -> bool:
        return len(self.parties) < MOST


CODES = tuple(
    Code(number, category.label, "、".join(words)) for number, (category, words) in enumerate(CATEGORY_WORDS.items(), 1)
)


def screen(
    typed: Mapping[str, str],
    *,
    offices: Sequence["Office"],
    token: str,
    line: str = "",
    said: Shorthand | None = None,
    refusal: Refusal | None = None,
    found: Mapping[str, Found] | None = None,
    is_new: bool = False,
) -> Screen:
    """
    The screen with what was typed; `found` is what was looked up for a party.

    The cursor goes to the first wrong field, else to the first that is missing.
    """
    refused = refusal or Refusal()
    form = registration_form(places(typed), is_settled=True)
    drawn = {each.name: _drawn(each, typed, refused, found or {}) for each in _all(form, offices)}
    if typed.get("late_reason") or "late_reason" in refused.faults:
        drawn["late_reason"] = fields.late_field(typed.get("late_reason", ""), refused.faults.get("late_reason", ""))
    is_settled = typed.get("way") == Way.SETTLED
    missing = tuple(_missing(drawn, is_settled=is_settled))
    wrong = next((name for name, each in drawn.items() if each.fault), "")
    first = wrong or ("" if is_new else next(iter(missing), ""))
    if first:
        drawn[first] = replace(drawn[first], is_first=True)
    return Screen(
        line=line,
        said=said,
        dispute=tuple(drawn[name] for name in (*_DISPUTE, "late_reason") if name in drawn),
        parties=tuple(_party(place, drawn) for place in range(1, places(typed) + 1)),
        facts=tuple(drawn[name] for name in ("facts", "is_difficult")),
        agreement=tuple(drawn[name] for name in _AGREEMENT),
        token=token,
        refusal=refused,
        is_new=is_new and not first,
        is_whole=not missing and not wrong and not is_new,
        is_settled=is_settled,
    )


_DISPUTE = ("office", "on", "way", "category", "source", "number", "referral_number")
_AGREEMENT = (
    "agreement_terms", "amount_fen", "mediators", "agreement_form", "performance_mode", "performance_due", "tie",
    "namesakes_checked",
)  # fmt: skip


def places(typed: Mapping[str, str]) -> int:
    """How many parties the form has room for: those named, and one more where one was asked for."""
    named = [place for place in range(1, MOST + 1) if any(typed.get(f"party{place}_{name}") for name in _TOLD)]
    asked = int(typed["_places"]) if typed.get("_places", "").isdecimal() else 0
    return min(MOST, max(FEWEST, asked, *named, 0))


_TOLD = ("name", "document_number", "phone")


def _all(form: ActForm, offices: Sequence["Office"]) -> Iterator[Field]:
    labels = {office.code: office.name for office in offices}
    yield Field("office", gettext_noop("调解组织"), FieldType.CODE, required=True, labels=labels)
    yield Field(
        "on", gettext_noop("日期"), FieldType.DAY, required=True, hint=gettext_noop("t 今天，-1 昨天，3-5，20250219")
    )
    yield from form.fields


def _drawn(asked: Field, typed: Mapping[str, str], refused: Refusal, found: Mapping[str, Found]) -> ShownField:
    shown = fields.shown(asked, typed, refused.faults)
    side, _, column = asked.name.partition("_")
    if side.startswith("party") and column == "name":
        return replace(shown, side=side, found=found.get(side), picked=typed.get(f"_from_{side}", ""))
    if asked.name == "category":
        # Typed by code or initials, so no list to choose from; the browser offers the labels.
        chosen = next((option.label for option in shown.options if option.is_chosen), shown.value)
        return replace(shown, control="text", options=(), value=chosen)
    if asked.name == "mediators":
        return replace(shown, control="text")
    # Radio buttons take a line each; here a line is dear.
    return replace(shown, control="select") if shown.control == "radio" or asked.name == "office" else shown


def _missing(drawn: Mapping[str, ShownField], *, is_settled: bool) -> Iterator[str]:
    """Required fields with nothing in them."""
    for name, each in drawn.items():
        asked = each.is_required and (is_settled or name not in _AGREEMENT)
        if asked and not each.value and not any(option.is_chosen for option in each.options):
            yield name


def _party(place: int, drawn: Mapping[str, ShownField]) -> ShownParty:
    names = ("name", "document_number", "phone", "document_type", "protection")
    return ShownParty(place, title_of_party(place), tuple(drawn[f"party{place}_{name}"] for name in names))
