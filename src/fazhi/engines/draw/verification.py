"""
Verification 核验: draw again from what a transcript says was fixed and published, and compare every byte.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from fazhi.engines.draw.beacons import Signature, read_values
from fazhi.engines.draw.canonical import Document, is_canonical, parsed
from fazhi.engines.draw.commitment import Sealed, commitment_of, known_before, read_sealed
from fazhi.engines.draw.errors import DrawError, Fault, MalformedDocument
from fazhi.engines.draw.files import first_line, line_of
from fazhi.engines.draw.reading import Fields, hex_at, text_at
from fazhi.engines.draw.supplement import Absence, supplement
from fazhi.engines.draw.transcript import Transcript, drawn

_KEYS = (
    "protocol",
    "software",
    "previous",
    "commitment",
    "announcement",
    "announcement_digest",
    "beacon",
    "parties",
    "seed",
    "steps",
    "result",
    "digest",
)
_SUPPLEMENT_KEYS = ("protocol", "software", "transcript", "previous", "absences", "steps", "assignments", "digest")
_ABSENT = "(absent)"


@dataclass(frozen=True)
class Difference:
    """
    where            a path such as steps[3].word, or files.objects.tsv line 5
    found, expected  what stands there, and what follows from the rest
    refusal          why nothing could be drawn at all, for a surface to word; then `found` is its English text
    """

    where: str
    found: str
    expected: str
    refusal: DrawError | None = None


@dataclass(frozen=True)
class Verdict:
    """
    against_commitment  was a commitment given, or only the one that the transcript carries compared?
    unchecked           beacons whose value was taken without a signature
    known_before        beacons that had spoken before the plan was frozen
    """

    first_difference: Difference | None
    against_commitment: bool
    unchecked: tuple[str, ...] = ()
    known_before: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.first_difference is None


def verify(transcript: str | bytes, commitment: str | bytes | None = None) -> Verdict:
    """
    Does the transcript follow, byte for byte, from what it was committed to and what the beacons said?

    transcript, commitment  the published texts; without a commitment the transcript is checked against itself only

    Never raises for a bad document: what is wrong with it is the first difference.
    """
    against = commitment is not None
    try:
        found = parsed(transcript, "transcript")
        made = None if commitment is None else _read_canonical(commitment)
        carried = found.get("commitment", _ABSENT)
        difference = None if made is None else differing(carried, made.document(), "commitment")
        again = _drawn_again(found, made if difference is None else None)
        difference = difference or _first_difference(transcript, found, again.document, _KEYS)
    except DrawError as error:
        return Verdict(refused(error), against)
    unchecked = [row["name"] for row in again.document["beacon"] if row["signature"] == Signature.NOT_CHECKED.value]
    return Verdict(difference, against, tuple(unchecked), known_before(again.sealed))


def refused(error: DrawError) -> Difference:
    """A refusal to read or draw, as a difference."""
    where = error.where if isinstance(error, MalformedDocument) else type(error).__name__
    return Difference(where, str(error), "what can be drawn from", error)


def read_transcript(text: str | bytes) -> Transcript:
    """
    Draw again from what the transcript `text` gives: terms, files, public values, secrets.

    What it says came out of them is not looked at; `verify` compares it. Raises MalformedDocument and all that a draw
    raises.
    """
    return _drawn_again(parsed(text, "transcript"))


def _drawn_again(document: Document, sealed: Sealed | None = None) -> Transcript:
    """`sealed` is what the transcript carries, where that has been read already from a commitment equal to it."""
    fields = Fields.of(document, "", keys=_KEYS)
    sealed = sealed or read_sealed(fields.needed("commitment"), "commitment")
    return drawn(sealed, read_values(sealed.terms.beacon, _given(fields)), _secrets(fields), _previous(fields))


def _given(fields: Fields) -> list[bytes]:
    return [
        hex_at(Fields(row, f"beacon[{place}]").needed("public_value"), f"beacon[{place}].public_value")
        for place, row in enumerate(_objects(fields, "beacon"))
    ]


def _secrets(fields: Fields) -> dict[str, bytes]:
    rows = [(Fields(row, f"parties[{place}]")) for place, row in enumerate(_objects(fields, "parties"))]
    return {
        row.text("name"): hex_at(row.needed("secret"), row.place("secret"))
        for row in rows
        if row.needed("secret") is not None
    }


def _objects(fields: Fields, key: str) -> list[Document]:
    fields.needed(key)
    rows = fields.rows(key)
    for place, row in enumerate(rows):
        if not isinstance(row, dict):
            raise MalformedDocument(f"{fields.place(key)}[{place}]", Fault.NOT_AN_OBJECT, row)
    return rows


def _previous(fields: Fields) -> str | None:
    value = fields.needed("previous")
    return None if value is None else hex_at(value, fields.place("previous"), 32).hex()


def _read_canonical(commitment: str | bytes) -> Sealed:
    made = commitment_of(parsed(commitment, "commitment"))
    if made.text().encode() != (commitment.encode() if isinstance(commitment, str) else commitment):
        raise MalformedDocument("commitment file", Fault.NOT_CANONICAL)
    return made.sealed


def _first_difference(
    text: str | bytes, found: Document, expected: Document, order: Sequence[str]
) -> Difference | None:
    for key in order:
        if difference := differing(found.get(key, _ABSENT), expected[key], key):
            return difference
    return None if is_canonical(text, found) else refused(MalformedDocument("", Fault.NOT_CANONICAL))


def differing(found: Any, expected: Any, where: str) -> Difference | None:
    """The first place in which two JSON values differ; True is not 1 and 1.0 is not 1."""
    if isinstance(found, dict) and isinstance(expected, Mapping):
        for key in sorted({*found, *expected}):
            if difference := differing(found.get(key, _ABSENT), expected.get(key, _ABSENT), f"{where}.{key}"):
                return difference
        return None
    if isinstance(found, list) and isinstance(expected, list):
        for place, (one, other) in enumerate(zip_longest(found, expected, fillvalue=_ABSENT)):
            if difference := differing(one, other, f"{where}[{place}]"):
                return difference
        return None
    if type(found) is type(expected) and found == expected:
        return None
    if isinstance(found, str) and isinstance(expected, str) and "\n" in found + expected:
        return _differing_lines(found, expected, where)
    return Difference(where, _shown(found), _shown(expected))


def _differing_lines(found: str, expected: str, where: str) -> Difference:
    number = first_line(found, expected)
    return Difference(f"{where} line {number}", _shown_line(found, number), _shown_line(expected, number))


def _shown_line(text: str, number: int) -> str:
    line = line_of(text, number)
    return _ABSENT if line is None else _shown(line)


def _shown(value: object) -> str:
    shown = value if isinstance(value, str) else repr(value)
    return shown if len(shown) <= 200 else f"{shown[:200]}…"


def verify_supplement(text: str | bytes, transcript: str | bytes) -> Verdict:
    """Does a supplement follow from its transcript and the absences it names? `verify` the transcript first."""
    try:
        again = read_transcript(transcript)
        found = parsed(text, "supplement")
        fields = Fields.of(found, "", keys=_SUPPLEMENT_KEYS)
        absences = [
            Absence(*(text_at(row.get(key), f"absences[{place}].{key}") for key in ("object", "inspector", "reason")))
            for place, row in enumerate(_objects(fields, "absences"))
        ]
        expected = supplement(again, absences, previous=_previous(fields))
        return Verdict(_first_difference(text, found, expected.document, _SUPPLEMENT_KEYS), against_commitment=False)
    except DrawError as error:
        return Verdict(refused(error), against_commitment=False)


def verify_chain(texts: Sequence[str | bytes]) -> Verdict:
    """Does each transcript name the digest of the one before it, and the first none? `verify` each one first."""
    before: object = None
    for place, text in enumerate(texts):
        try:
            document = parsed(text, f"transcript {place + 1}")
        except DrawError as error:
            return Verdict(refused(error), against_commitment=False)
        if difference := differing(document.get("previous"), before, f"transcript {place + 1}.previous"):
            return Verdict(difference, against_commitment=False)
        before = document.get("digest")
    return Verdict(None, against_commitment=False)
