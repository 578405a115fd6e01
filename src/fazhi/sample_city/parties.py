"""
Parties (当事人): persons and companies, each a function of its number, so that the same one may come again.

Nobody is meant: names come from lists; identity numbers and credit codes begin with a division that is not assigned;
phones lie in a range not assigned. docs/sample-city.md says why these.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from fazhi.engines.identifiers import complete_credit_code, complete_organisation_code
from fazhi.engines.identifiers.identity_number import CHECK_CHARACTERS, WEIGHTS
from fazhi.sample_city.choices import Choice
from fazhi.sample_city.names import AGENCIES, INDUSTRIES, PERSONS, PLACES
from fazhi.sample_city.streams import WORD, Streams, below, chance

DIVISION = "999999"
"""Provinces end at 83; in numbers of foreigners' residence cards, which begin with 9, province and country 99, 999 are void."""

PHONE_PREFIX = "154"
"""The network number 154 has not been assigned to any carrier."""

COMPANIES_EACH = 200
_EARLIEST_BIRTH, _BIRTH_DAYS = date(1944, 1, 1), 62 * 365
_EARLIEST_MINOR, _MINOR_DAYS = date(2008, 1, 1), 11 * 365
_ONE_MINOR_IN = 97
_REGULARS_PERMILLE, _REGULARS_PART = 30, 400
_DOCUMENTS = Choice.of({"type": {"identity": 970, "taiwan": 18, "hong_kong": 12}})


@dataclass(frozen=True)
class Parties:
    """
    The parties of one synthetic city.

    population  how many persons there are to draw from
    companies   frame of companies and agencies: `name`, `document_number`, `phone`
    """

    streams: Streams
    population: int
    companies: pl.DataFrame

    @classmethod
    def of(cls, streams: Streams, population: int) -> "Parties":
        return cls(streams, population, _companies(streams))

    def drawn_persons(self, name: str, count: int) -> pl.Series:
        """Numbers of `count` persons; a few of them go to law again and again (职业投诉人 among them)."""
        words = self.streams.words(f"{name}/person", count)
        regular = chance(self.streams.words(f"{name}/regular", count), _REGULARS_PERMILLE)
        return below(words, max(self.population // _REGULARS_PART, 1)).zip_with(regular, below(words, self.population))

    def adults(self, numbers: pl.Series) -> pl.Series:
        """The persons `numbers`, and for each minor the next, who is none: not every dispute can be a child's."""
        return numbers + self._is_minor(numbers).cast(pl.Int64)

    def _is_minor(self, numbers: pl.Series) -> pl.Series:
        """One in a hundred was born in 2008 or later; nobody of those who go to law again and again."""
        is_one = numbers % _ONE_MINOR_IN == _ONE_MINOR_IN - 1
        return is_one & (numbers >= self.population // _REGULARS_PART)

    def drawn_companies(self, name: str, industries: pl.Series) -> pl.Series:
        """Numbers of companies of `industries` (a key of INDUSTRIES or "agency"); a few have most of the disputes."""
        words = self.streams.words(f"{name}/company", len(industries))
        starts = {industry: number * COMPANIES_EACH for number, industry in enumerate((*INDUSTRIES, "agency"))}
        sizes = {**dict.fromkeys(INDUSTRIES, COMPANIES_EACH), "agency": len(AGENCIES)}
        skewed = (words // (1 << 16)) ** 2
        size = industries.replace_strict(sizes, return_dtype=pl.Int64)
        return industries.replace_strict(starts, return_dtype=pl.Int64) + skewed * size // WORD

    def persons(self, numbers: pl.Series) -> pl.DataFrame:
        """`name`, `document_type`, `document_number`, `phone` of the persons `numbers`."""
        frame = pl.DataFrame(
            {key: self.streams.at(f"person/{key}", numbers) for key in ("born", "order", "document", "phone")}
        )
        types = _DOCUMENTS.pick("type", self.streams.at("person/type", numbers))
        minor = self._is_minor(numbers).alias("is_minor")
        frame = frame.with_columns(self._names(numbers), types.alias("document_type"), minor)
        return frame.select("name", "document_type", document_number=_document(), phone=phone(pl.col("phone")))

    def companies_at(self, numbers: pl.Series) -> pl.DataFrame:
        """As `persons`, of the companies `numbers`."""
        return self.companies.select(pl.all().gather(numbers)).select(
            "name", pl.lit("credit_code").alias("document_type"), "document_number", "phone"
        )

    def _names(self, numbers: pl.Series) -> pl.Series:
        parts = {
            part: PERSONS.pick(part, self.streams.at(f"person/{part}", numbers))
            for part in ("surname", "first", "second")
        }
        return pl.DataFrame(parts).select(pl.concat_str("surname", "first", "second").alias("name")).to_series()


def people_names(streams: Streams, name: str, count: int) -> pl.Series:
    """`count` personal names of a stream of their own (officials)."""
    parts = {
        part: PERSONS.pick(part, streams.words(f"{name}/{part}", count)) for part in ("surname", "first", "second")
    }
    return pl.DataFrame(parts).select(pl.concat_str("surname", "first", "second").alias("name")).to_series()


def _document() -> pl.Expr:
    serial = (pl.col("document") % 1_000_000).cast(pl.String).str.zfill(6)
    return (
        pl.when(pl.col("document_type") == "taiwan").then(pl.concat_str(pl.lit("00"), serial))
        .when(pl.col("document_type") == "hong_kong").then(pl.concat_str(pl.lit("H00"), serial))
        .otherwise(_identity_number())
    )  # fmt: skip


def _identity_number() -> pl.Expr:
    grown = pl.lit(_EARLIEST_BIRTH) + pl.duration(days=pl.col("born") * _BIRTH_DAYS // WORD)
    young = pl.lit(_EARLIEST_MINOR) + pl.duration(days=pl.col("born") * _MINOR_DAYS // WORD)
    born = pl.when("is_minor").then(young).otherwise(grown)
    digits = (
        born.dt.year().cast(pl.Int64) * 10_000 + born.dt.month().cast(pl.Int64) * 100 + born.dt.day().cast(pl.Int64)
    )
    first17 = int(DIVISION) * 10**11 + digits * 1000 + pl.col("order") * 999 // WORD + 1
    total = pl.sum_horizontal([(first17 // 10 ** (16 - place)) % 10 * weight for place, weight in enumerate(WEIGHTS)])
    check = (total % 11).replace_strict(dict(enumerate(CHECK_CHARACTERS)), return_dtype=pl.String)
    return pl.concat_str(first17.cast(pl.String), check)


def phone(word: pl.Expr) -> pl.Expr:
    """A mobile number in the range that is not assigned, for each word."""
    return pl.concat_str(pl.lit(PHONE_PREFIX), (word * 10**8 // WORD).cast(pl.String).str.zfill(8))


def _companies(streams: Streams) -> pl.DataFrame:
    names = [f"厦门示例{PLACES[number]}{suffix}" for suffix in INDUSTRIES.values() for number in range(COMPANIES_EACH)]
    codes = [credit_code("91", number) for number in range(len(names))]
    agency_codes = [credit_code("11", len(names) + number) for number in range(len(AGENCIES))]
    words = pl.DataFrame({"word": streams.words("company/phone", len(names) + len(AGENCIES))})
    return pl.DataFrame(
        {
            "name": [*names, *AGENCIES],
            "document_number": [*codes, *agency_codes],
            "phone": words.select(phone(pl.col("word"))).to_series(),
        }
    )


def credit_code(registrar: str, number: int) -> str:
    """The credit code of the `number`-th body of a registrar; numbers below 10,000 are the companies'."""
    return complete_credit_code(registrar + DIVISION + complete_organisation_code(f"MA{number:06}"))
