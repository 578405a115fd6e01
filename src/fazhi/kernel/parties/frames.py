"""`deriving` for a whole frame of parties at once, as ledgers bring them: the same columns, set-wise."""

from collections.abc import Callable

import polars as pl

from fazhi.engines.identifiers import DocumentKind, expressions
from fazhi.kernel.parties import keys, pinyin, rules
from fazhi.kernel.parties.deriving import INITIALS_LENGTH, PINYIN_LENGTH
from fazhi.kernel.parties.terms import PartyKind, Sex

_IS_PERSON = pl.col("kind") == PartyKind.PERSON.value


def derived(parties: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """
    Add the derived columns of `Party`.

    parties  `name`, `document_type`, `document_number`, `phone`, all texts, "" where there is none; numbers have been
             judged when the ledger was read, so that a birth date in them is one
    key      of the digests, `keys.read_key()`
    """
    named = parties.with_columns(_kind())
    spelled = named.join(_spellings(named), on=["name", "kind"], how="left", maintain_order="left")
    spelled = spelled.with_columns(_birth_date(), _sex(), _document().alias("document"), _contact().alias("contact"))
    return spelled.with_columns(
        _key(pl.col("document"), pl.col("document"), key).alias("document_key"),
        _key(pl.col("phone"), pl.col("contact"), key).alias("contact_key"),
    ).drop("document", "contact")


def _spellings(named: pl.DataFrame) -> pl.DataFrame:
    """Each name once, with its spelling."""
    names = named.select("name", "kind").unique().with_columns(_written())
    spelled = names.with_columns(*_spelling(pinyin.syllables(_distinct_signs(names["written"]))))
    return spelled.with_columns(_order()).drop("written")


def _order() -> pl.Expr:
    """`pinyin.order` of the spelling."""
    signs = pl.col("name_pinyin").str.slice(0, pinyin.LETTERS).str.pad_end(pinyin.LETTERS, " ")
    values = {" ": 0} | {sign: place + 1 for place, sign in enumerate(pinyin.ALPHABET)}
    places = [
        signs.str.slice(place, 1).replace_strict(values, return_dtype=pl.Int64)
        * pinyin.BASE ** (pinyin.LETTERS - 1 - place)
        for place in range(pinyin.LETTERS)
    ]
    return pl.sum_horizontal(places).alias("name_order")


def _kind() -> pl.Expr:
    document_type, name = pl.col("document_type"), pl.col("name")
    is_body = (document_type == DocumentKind.CREDIT_CODE.value) | (
        document_type.is_in(["", DocumentKind.OTHER.value]) & name.str.contains(rules.ORGANISATION_NAME)
    )
    codes = (pl.lit(PartyKind.ORGANISATION.value), pl.lit(PartyKind.PERSON.value))
    return pl.when(is_body).then(codes[0]).otherwise(codes[1]).alias("kind")


def _written() -> pl.Expr:
    half = expressions.half_width(pl.col("name")).str.to_lowercase()
    return half.str.replace_all("[·•]", "").alias("written")


def _distinct_signs(written: pl.Series) -> list[str]:
    return written.str.split("").explode().drop_nulls().unique().sort().to_list()


def _spelling(syllables: dict[str, str]) -> tuple[pl.Expr, pl.Expr]:
    initials = {sign: syllable[:1] for sign, syllable in syllables.items()}
    surnames = {sign: pinyin.SURNAMES.get(sign, syllable) for sign, syllable in syllables.items()}
    first_letters = {sign: syllable[:1] for sign, syllable in surnames.items()}
    compound_letters = {pair: "".join(part[0] for part in pinyin.parts(pair)) for pair in pinyin.COMPOUNDS}
    return (
        _spelled(syllables, surnames, pinyin.COMPOUNDS).str.slice(0, PINYIN_LENGTH).alias("name_pinyin"),
        _spelled(initials, first_letters, compound_letters).str.slice(0, INITIALS_LENGTH).alias("name_initials"),
    )


def _spelled(signs: dict[str, str], surnames: dict[str, str], compounds: dict[str, str]) -> pl.Expr:
    """The name with each sign replaced: the surname of a person by its own reading."""
    written = pl.col("written")
    pair = written.str.slice(0, 2)
    has_pair = _IS_PERSON & (written.str.len_chars() > 2) & pair.is_in(list(compounds))
    head = (
        pl.when(has_pair).then(pair.replace(compounds))
        .when(_IS_PERSON).then(written.str.slice(0, 1).replace(surnames))
        .otherwise(pl.lit(""))
    )  # fmt: skip
    rest = pl.when(has_pair).then(written.str.slice(2)).when(_IS_PERSON).then(written.str.slice(1)).otherwise(written)
    return head + rest.str.replace_many(signs)


def _birth_date() -> pl.Expr:
    born = expressions.birth_date(pl.col("document_type"), pl.col("document_number"))
    return pl.when(_IS_PERSON).then(born).alias("birth_date")


def _sex() -> pl.Expr:
    male = expressions.is_male(pl.col("document_type"), pl.col("document_number"))
    return (
        pl.when(_IS_PERSON & male).then(pl.lit(Sex.MALE.value))
        .when(_IS_PERSON & ~male).then(pl.lit(Sex.FEMALE.value))
        .otherwise(pl.lit("")).alias("sex")
    )  # fmt: skip


def _document() -> pl.Expr:
    kind, number = pl.col("document_type"), pl.col("document_number")
    return pl.when((kind != "") & (number != "")).then(expressions.lasting_number(kind, number))


def _contact() -> pl.Expr:
    phone = pl.col("phone")
    return pl.when(phone != "").then(pl.concat_str(phone, pl.lit(keys.JOINT), "name_pinyin"))


def _key(number: pl.Expr, text: pl.Expr, key: bytes) -> pl.Expr:
    return _tail(number) * 2**keys.DIGEST_BITS + text.map_batches(_digests(key), return_dtype=pl.Int64)


def _tail(number: pl.Expr) -> pl.Expr:
    folded = number.str.slice(-keys.TAIL).str.replace_many(keys.FOLDING)
    return pl.when(folded.str.contains("^[0-9]+$")).then(folded).otherwise(pl.lit("0")).cast(pl.Int64)


def _digests(key: bytes) -> Callable[[pl.Series], pl.Series]:
    """The digest of each value; equal ones are digested once."""

    def made(texts: pl.Series) -> pl.Series:
        distinct = texts.drop_nulls().unique()
        digests = pl.Series([keys.digest(text, key) for text in distinct], dtype=pl.Int64)
        known = pl.DataFrame({"text": distinct, "digest": digests})
        return texts.to_frame("text").join(known, on="text", how="left", maintain_order="left")["digest"]

    return made
