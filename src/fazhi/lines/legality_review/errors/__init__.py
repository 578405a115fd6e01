"""
What legality review refuses beyond what stops any matter (`kernel.procedures.errors`).

LegalityReviewError
├── DossierIncomplete    what the kind of draft needs is not all in the dossier
├── CompetitionUntold    a draft without the outcome of the fair-competition review
├── ReviewersUnfit       not two different people of the office
├── NotReviewer          who gives an opinion was not assigned
├── OpinionGiven         this reviewer has finished already
├── OpinionsMissing      a reviewer has not finished yet
├── BasisUnclear         what a point rests on is no citation
├── PointUnknown         there is no point of that number that stands
├── DraftMissing         there is no text to examine
├── FindingUnknown       there is no finding of that number in the latest examination
├── FindingDecided       this reviewer has decided about the finding
├── FindingsOpen         findings wait for this reviewer's decision
├── ConclusionUnfit      the conclusion contradicts the points
├── TooSoon              sooner than the least time, and no emergency told
├── AnswersUnfit         not one answer for each point, or one without its reason
├── AnswerUnclear        a line of an answer is not written as it should be
├── ReviewUnfit          a document whose review does not allow it to be issued
├── NumberUnclear        a document number is not written as one
├── ValidityUnfit        a document would be valid for longer than it may, or not at all
├── DocumentUnfit        no published document of that number whose filing is not on record
│   of campaigns (`campaigns`)
├── ScopeEmpty           nothing is left to assign
├── DueUnfit             an answer would be due too soon, or too late
├── OutcomeUnclear       a line of opinions on documents is not written as it should be
├── OutcomesUnfit        opinions on documents that are not asked, or without their reason
├── CampaignUnfinished   documents that are not assigned or not reviewed
│   of filings that come in (`received`)
├── FlawsUnfit           cleared in spite of flaws, or a letter without one
├── FiledBefore          the document was filed already
│   of circulations and submissions (`circulating`)
├── RecipientsUnfit      nobody is asked, or somebody twice
├── DraftUnfit           a review that is not under way
├── RecipientUnknown     who was not asked, or has replied
├── RemarkUnclear        a line of a reply is not written as it should be
├── CollationUnfit       remarks without an answer, or who may still reply
├── AddresseeUnknown     no office that reviews
└── SubmissionUnfit      a submission that does not allow what is tried
"""

from collections.abc import Sequence
from datetime import date


class LegalityReviewError(Exception):
    """Base of this line's findings."""


class DossierIncomplete(LegalityReviewError):
    """`missing` are codes of materials."""

    def __init__(self, number: str, missing: Sequence[str]) -> None:
        self.number, self.missing = number, tuple(missing)
        super().__init__(f"{number}: the dossier lacks {', '.join(missing)}; ask for them.")


class CompetitionUntold(LegalityReviewError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: say what the fair-competition review found, or why the draft does not concern it.")


class ReviewersUnfit(LegalityReviewError):
    """`unknown` are codes of officials who hold no post over the matter on that day; empty where one was named twice."""

    def __init__(self, number: str, unknown: Sequence[str]) -> None:
        self.number, self.unknown = number, tuple(unknown)
        told = f"{', '.join(unknown)} can't review it" if unknown else "both reviewers are the same person"
        super().__init__(f"{number}: {told}; name two officials of the office.")


class NotReviewer(LegalityReviewError):
    def __init__(self, number: str, official: str) -> None:
        self.number, self.official = number, official
        super().__init__(f"{number}: {official} is not one of its two reviewers.")


class OpinionGiven(LegalityReviewError):
    def __init__(self, number: str, official: str, on: date) -> None:
        self.number, self.official, self.on = number, official, on
        super().__init__(f"{number}: {official} gave an opinion on {on}; no point can be added to it.")


class OpinionsMissing(LegalityReviewError):
    """`officials` have not finished."""

    def __init__(self, number: str, officials: Sequence[str]) -> None:
        self.number, self.officials = number, tuple(officials)
        super().__init__(f"{number}: {', '.join(officials)} has not finished; two review each draft.")


class BasisUnclear(LegalityReviewError):
    def __init__(self, number: str, text: str) -> None:
        self.number, self.text = number, text
        super().__init__(f"{number}: {text!r} cites no article; write 行政许可法 第十七条.")


class PointUnknown(LegalityReviewError):
    def __init__(self, number: str, place: int) -> None:
        self.number, self.place = number, place
        super().__init__(f"{number} has no point {place} that stands.")


class DraftMissing(LegalityReviewError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number} has no draft that can be read; add it as Word, as PDF with text, or as text.")


class FindingUnknown(LegalityReviewError):
    def __init__(self, number: str, place: int) -> None:
        self.number, self.place = number, place
        super().__init__(f"{number}: the latest examination has no finding {place}.")


class FindingDecided(LegalityReviewError):
    def __init__(self, number: str, place: int, official: str) -> None:
        self.number, self.place, self.official = number, place, official
        super().__init__(f"{number}: {official} has decided about finding {place}; a decision stands.")


class FindingsOpen(LegalityReviewError):
    """`places` are the numbers of the findings."""

    def __init__(self, number: str, places: Sequence[int]) -> None:
        self.number, self.places = number, tuple(places)
        super().__init__(f"{number}: findings {self.places} wait; adopt or dismiss each before finishing.")


class ConclusionUnfit(LegalityReviewError):
    """`points` is how many stand."""

    def __init__(self, number: str, conclusion: str, points: int) -> None:
        self.number, self.conclusion, self.points = number, conclusion, points
        super().__init__(f"{number}: {conclusion} with {points} points; a lawful draft has none, another at least one.")


class TooSoon(LegalityReviewError):
    """`first` is the first day on which the opinion may be given without an emergency."""

    def __init__(self, number: str, on: date, first: date) -> None:
        self.number, self.on, self.first = number, on, first
        super().__init__(f"{number}: before {first} an opinion needs the reason of the urgency; it is {on}.")


class AnswersUnfit(LegalityReviewError):
    """`missing` and `strange` are numbers of points; `unreasoned` those not adopted without a reason."""

    def __init__(self, number: str, missing: Sequence[int], strange: Sequence[int], unreasoned: Sequence[int]) -> None:
        self.number = number
        self.missing, self.strange, self.unreasoned = tuple(missing), tuple(strange), tuple(unreasoned)
        super().__init__(
            f"{number}: unanswered {self.missing}, unknown {self.strange}, without a reason {self.unreasoned}."
        )


class AnswerUnclear(LegalityReviewError):
    def __init__(self, number: str, line: str) -> None:
        self.number, self.line = number, line
        super().__init__(f"{number}: {line!r} is no answer; write 1 采纳, or 2 不采纳 and the reason.")


class ReviewUnfit(LegalityReviewError):
    """`why` is "unknown", "other_kind", "open", "unlawful" or "used"."""

    def __init__(self, review: str, why: str) -> None:
        self.review, self.why = review, why
        super().__init__(f"The review {review!r} lets no document be issued: {why}.")


class NumberUnclear(LegalityReviewError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number!r} is no document number; write 厦司规〔2024〕1号.")


class ValidityUnfit(LegalityReviewError):
    """`last` is the last day until which it may be valid."""

    def __init__(self, number: str, effective: date, expires: date, last: date) -> None:
        self.number, self.effective, self.expires, self.last = number, effective, expires, last
        super().__init__(f"{number}: valid from {effective} to {expires}; the end lies between, and at most {last}.")


class DocumentUnfit(LegalityReviewError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"No published document {number!r} waits for its filing; see the register of documents.")
