"""Register rows of one's own as a frozen year: what no database would let in can be planted there."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.manifest import Manifest, Sheet
from fazhi.kernel.indicators.sealing import schema_of, write_sheet

Row = dict[str, Any]
_SIMING = {
    "office": "XM-SM-01",
    "office_name": "莲前街道人民调解委员会",
    "office_kind": "town_committee",
    "district": "思明区",
}
_HULI = {
    "office": "XM-HL-01",
    "office_name": "江头街道人民调解委员会",
    "office_kind": "town_committee",
    "district": "湖里区",
}
_DEPARTMENT = {"office": "XM-RS", "office_name": "市人力资源和社会保障局", "office_kind": "department", "district": ""}


def parts(name: str, day: date | None) -> Row:
    """A date column with its stored parts, as a register has them."""
    values = (day, day.year, (day.month + 2) // 3, day.month) if day else (None,) * 4
    return dict(zip((f"{name}_{part}" for part in ("date", "year", "quarter", "month")), values, strict=True))


def people(day: date = date(2024, 5, 6), **more: Any) -> Row:
    """A matter of 思明区, settled in writing on `day`."""
    return {
        "number": "1", **_SIMING, "office_left": 6, "category": "neighbour", "state": "settled", **parts("accepted", day),
        **parts("concluded", day), **parts("effective", day), "days_to_conclude": 0, "amount_fen": 100, "form": "mediation",
        "source": "application", "referral_number": "", "agreement_form": "written", "parties_count": 2, "is_difficult": 0,
        "is_concluded": 1, "is_on_the_spot": 0, **more,
    }  # fmt: skip


def administrative(day: date = date(2024, 5, 6), **more: Any) -> Row:
    """A matter of the department, accepted and settled on `day`."""
    return {
        "number": "1", **_DEPARTMENT, "office_left": 4, "category": "labour", "state": "settled", **parts("accepted", day),
        **parts("concluded", day), **parts("effective", day), "days_to_conclude": 0, "amount_fen": 0, "nature": "civil",
        "closed_date": day, **more,
    }  # fmt: skip


def referral(signed: date = date(2024, 5, 6), result: date | None = None, **more: Any) -> Row:
    """A referral of the police to 思明区, signed for; settled in time if there is a day of the result."""
    return {
        "number": "1", "channel": "police", **_SIMING, "office_left": 6, "sender": "派出所", "category": "neighbour",
        "sent_date": signed, **parts("signed", signed), "outcome": "settled" if result else "", **parts("result", result),
        "days_to_result": (result - signed).days if result else None, "is_on_time": 1 if result else None, **more,
    }  # fmt: skip


def prevention(day: date = date(2024, 5, 1), **more: Any) -> Row:
    """A report of 思明区: ten screened, three averted, with their persons."""
    nothing = {
        f"{name}_{part}": 0 for name in ("suicide", "crime", "petition", "fight") for part in ("cases", "persons")
    }
    told = {"screened_cases": 10, "screened_persons": 25, "averted_cases": 3, "averted_persons": 7}
    return {**_SIMING, "office_left": 6, **parts("period", day), **nothing, **told, **more}


def committee(founded: date = date(2011, 5, 6), **more: Any) -> Row:
    """The committee of 思明区, founded and not cancelled."""
    return {**_SIMING, "office_left": 6, "founded_date": founded, **more}


def elsewhere(row: Row) -> Row:
    """The same in 湖里区."""
    return {**row, **_HULI, "office_left": 3}  # as the cast's tree is numbered: by codes


@dataclass
class Sealed:
    """Rows of each register, and the engine over them."""

    folder: Path
    people: list[Row] = field(default_factory=list)
    administrative: list[Row] = field(default_factory=list)
    referrals: list[Row] = field(default_factory=list)
    prevention: list[Row] = field(default_factory=list)
    committees: list[Row] = field(default_factory=list)

    def engine(self, **changed: Any) -> Frozen:
        """Over the rows as they are now; `changed` fields of the manifest."""
        catalogue = registry.catalogue()
        kept = {
            "mediation_people_register": self.people,
            "mediation_administrative_register": self.administrative,
            "mediation_referral_register": self.referrals,
            "mediation_prevention_register": self.prevention,
            "mediation_committee_register": self.committees,
        }
        keys = count(1)
        for register in catalogue.registers.values():
            empty = dict.fromkeys(column.name for column in register.columns)
            rows = [{**empty, **row, register.key: f"{next(keys):032x}"} for row in kept.get(register.name, [])]
            write_sheet(self.folder, register, pl.DataFrame(rows, schema=schema_of(register)).sort(register.key))
        fields: Row = {
            "year": 2024, "version": 1, "sealed_at": "2025-03-01T00:00:00+08:00", "sealed_by": "system", "code_version": "0",
            "bureau": "", "sample": False, "sheets": tuple(Sheet(item, 0, "") for item in catalogue.registers.values()),
            "indicators": catalogue.versions, "identities": catalogue.identities,
            "offices": {"XM": (1, 6), "XM-HL": (2, 3), "XM-SM": (5, 6)},
        }  # fmt: skip
        return Frozen(self.folder, Manifest(**{**fields, **changed}))
