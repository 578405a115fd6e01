"""What the nightly checks ask of this room: files as they were put in, numbers without gaps."""

from fazhi.kernel.audit.queries import entries_of
from fazhi.kernel.papers import storage
from fazhi.kernel.papers.models import Attachment, DocumentNumber, NumberSeries
from fazhi.kernel.papers.numbers import PaperNumber, parse_number
from fazhi.kernel.papers.terms import NUMBER_SUBJECT, Fault


def verify_files() -> tuple[Fault, ...]:
    """
    Compare the store with the attachments: "missing" and "damaged" files, and "orphan" ones that no row names.

    Reads every file once. An orphan is what a rollback or a killed process left; it does no harm.
    """
    rows = Attachment.objects.system("checking every kept file")
    named = {sha256 for pair in rows.values_list("sha256", "stripped_sha256").iterator() for sha256 in pair if sha256}
    states = {sha256: storage.state(sha256) for sha256 in sorted(named)}
    broken = [Fault(found, sha256) for sha256, found in states.items() if found != "whole"]
    return (*broken, *(Fault("orphan", name) for name in storage.kept() if name not in named))


def verify_numbers() -> tuple[Fault, ...]:
    """
    The faults of all series in all years.

    The trail is asked as well: a year whose rows are all gone is looked at, and so is a series that is gone itself.
    """
    series = {item.code: item for item in NumberSeries.objects.system("checking every series")}
    rows = DocumentNumber.objects.system("checking every series").values_list("series__code", "year").distinct()
    texts = entries_of("papers.number.issue").values_list("subject_id", flat=True)
    recorded = [parse_number(text) for text in texts.iterator()]
    years = {*rows, *((number.series, number.year) for number in recorded)}
    held = tuple(fault for code, year in sorted(years) if code in series for fault in number_faults(series[code], year))
    return (*held, *(Fault("lost", number.text) for number in recorded if number.series not in series))


def number_faults(series: NumberSeries, year: int) -> tuple[Fault, ...]:
    """
    What is wrong with a series in a year: a "gap" in the sequence, a number that the trail knows and the register has
    "lost", one that is in the register "unrecorded".
    """
    rows = DocumentNumber.objects.system("a gap shows in the whole only").filter(series=series, year=year)
    held = set(rows.values_list("sequence", flat=True))
    recorded = entries_of("papers.number.issue").filter(
        subject_kind=NUMBER_SUBJECT, subject_id__startswith=f"{series.code}〔{year}〕"
    )
    known = {parse_number(text).sequence for text in recorded.values_list("subject_id", flat=True)}
    faults = {
        "gap": set(range(1, max(held, default=0) + 1)) - held - known,
        "lost": known - held,
        "unrecorded": held - known,
    }
    return tuple(
        Fault(kind, PaperNumber(series.code, year, sequence).text)
        for kind, sequences in faults.items()
        for sequence in sorted(sequences)
    )
