"""The two sides of each dispute: who applies, against whom, under which document and phone."""

import polars as pl

from fazhi.sample_city.choices import Choice
from fazhi.sample_city.parties import Parties
from fazhi.sample_city.streams import chance

# Permille of the cases in which the side is a company, by category of dispute.
_APPLICANT_COMPANY = {"contract": 420, "business": 700, "property": 560, "traffic": 60, "ecommerce": 40, "land": 60}
_RESPONDENT_COMPANY = {
    "family": 0, "neighbour": 10, "housing": 520, "contract": 560, "business": 880, "damages": 150, "land": 240,
    "expropriation": 500, "environment": 720, "migrant_wages": 985, "labour": 970, "tourism": 1000, "ecommerce": 1000,
    "consumer": 965, "medical": 960, "traffic": 170, "property": 330, "other": 220,
}  # fmt: skip

# What a child can be a party to.
_CHILDRENS = ("family", "neighbour", "damages", "traffic", "medical")

_BUSINESS = {"trade": 4, "network": 2, "building": 2, "factory": 2, "finance": 1, "transport": 1}
_INDUSTRIES = Choice.of(
    {
        "family": {"trade": 1}, "neighbour": {"property": 1}, "housing": {"housing": 3, "property": 1},
        "contract": _BUSINESS, "business": _BUSINESS, "damages": {"trade": 2, "catering": 2, "property": 1, "building": 1},
        "land": {"farm": 3, "building": 1}, "expropriation": {"housing": 1}, "environment": {"chemical": 3, "factory": 2, "catering": 2},
        "migrant_wages": {"building": 5, "labour": 3}, "labour": {"factory": 3, "trade": 2, "catering": 2, "network": 1, "labour": 1},
        "tourism": {"travel": 1}, "ecommerce": {"network": 2, "trade": 1}, "consumer": {"trade": 4, "catering": 3, "transport": 1},
        "medical": {"hospital": 1}, "traffic": {"transport": 1}, "property": {"property": 1}, "other": {"trade": 1},
        "agency": {"agency": 1},
    }
)  # fmt: skip


def both(
    category: pl.Series, parties: Parties, name: str, *, against_agency: pl.Series, blank_permille: int
) -> pl.DataFrame:
    """
    Columns party1_… and party2_…: `name`, `document_type`, `document_number`, `phone`.

    against_agency  where the respondent is an administrative agency
    blank_permille  how often the clerk took no document; as often, independently, no phone
    """
    first = _side(category, parties, f"{name}/1", _permille(category, _APPLICANT_COMPANY), blank_permille)
    respondent = _permille(category, _RESPONDENT_COMPANY).zip_with(
        ~against_agency, pl.repeat(1000, len(category), eager=True)
    )
    branch = category.zip_with(~against_agency, pl.repeat("agency", len(category), eager=True))
    second = _side(branch, parties, f"{name}/2", respondent, blank_permille)
    return pl.concat(
        [first.rename(lambda column: f"party1_{column}"), second.rename(lambda column: f"party2_{column}")],
        how="horizontal",
    )


def _permille(category: pl.Series, table: dict[str, int]) -> pl.Series:
    return category.replace_strict(table, default=20, return_dtype=pl.Int64)


def _side(branch: pl.Series, parties: Parties, name: str, permille: pl.Series, blank_permille: int) -> pl.DataFrame:
    count, streams = len(branch), parties.streams
    is_company = chance(streams.words(f"{name}/is company", count), permille)
    industries = _INDUSTRIES.pick(branch, streams.words(f"{name}/industry", count))
    companies = parties.companies_at(parties.drawn_companies(name, industries))
    numbers = parties.drawn_persons(name, count)
    persons = parties.persons(numbers.zip_with(branch.is_in(_CHILDRENS), parties.adults(numbers)))
    drawn = pl.DataFrame(
        {column: companies[column].zip_with(is_company, persons[column]) for column in persons.columns}
    )
    has_document = ~chance(streams.words(f"{name}/no document", count), blank_permille)
    has_phone = ~chance(streams.words(f"{name}/no phone", count), blank_permille)
    return drawn.select(
        "name",
        *(pl.when(pl.lit(has_document)).then(column).alias(column) for column in ("document_type", "document_number")),
        phone=pl.when(pl.lit(has_phone)).then("phone"),
    )
