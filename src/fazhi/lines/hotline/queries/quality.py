"""Quality checks as a post sees them: rounds, what was drawn, where it stands, who is to score next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.audit import queries as trail
from fazhi.lines.hotline.models import Consultation, QualityCheck, QualityRound, QualityScore, Recording
from fazhi.lines.hotline.queries.drafts import MOST_SHOWN
from fazhi.lines.hotline.queries.records import month_after
from fazhi.lines.hotline.rules.quality import outcome, sheets
from fazhi.lines.hotline.terms import CONSULTATION
from fazhi.lines.hotline.terms.quality import SCORERS, CheckState, Level, Marks, Outcome

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "a round is made of its own office's consultations"
_ANSWERS = ("begin", "answer", "call_back", "promise")
"""Acts of those who register and answer."""


@dataclass(frozen=True)
class Answered:
    """An answered consultation as a round freezes it; `object` is what it is called in the files of the draw."""

    key: UUID
    number: str
    call_number: str
    firm: UUID | None

    @property
    def object(self) -> str:
        return f"{self.number}#{self.call_number.replace('#', '＃')}"


@dataclass(frozen=True)
class Standing:
    """A drawn consultation with its scores in their order, and what they come to."""

    check: QualityCheck
    scores: tuple[QualityScore, ...]
    outcome: Outcome

    def is_open_to(self, official: str) -> bool:
        """Whether the official of that code may score it now, or, where it is disputed, decide."""
        scored = any(score.scorer.code == official for score in self.scores)
        return self.outcome.state != CheckState.SETTLED and not scored and official not in self.check.answered_by

    def shown_to(self, official: str) -> tuple[QualityScore, ...]:
        """Scores that the official may see: all once both scorers are done, before that the official's own."""
        if len(self.scores) >= SCORERS:
            return self.scores
        return tuple(score for score in self.scores if score.scorer.code == official)


def answered_in(office: "Office", month: date) -> list[Answered]:
    """All consultations of the office answered in the month, by number."""
    rows = Consultation.objects.system(_WHY).filter(
        office=office, answered_date__gte=month, answered_date__lt=month_after(month)
    )
    return [Answered(*row) for row in rows.order_by("number").values_list("pk", "number", "call_number", "firm_id")]


def named(office: "Office", objects: Iterable[str]) -> list[Answered]:
    """The consultations of what files of a draw name, in that order; calls as they were then."""
    parts = [each.rpartition("#") for each in objects]
    rows = Consultation.objects.system(_WHY).filter(office=office, number__in=[number for number, _, _ in parts])
    known = {number: (key, firm) for key, number, firm in rows.values_list("pk", "number", "firm_id")}
    return [Answered(known[number][0], number, call, known[number][1]) for number, _, call in parts]


def answerers_of(consultations: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Consultation → codes of the officials who registered or answered it, as the trail has it."""
    found: dict[UUID, set[str]] = defaultdict(set)
    acts = [f"{CONSULTATION}.{name}" for name in _ANSWERS]
    entries = trail.entries_about_any(CONSULTATION, [key.hex for key in consultations]).filter(action__in=acts)
    for subject, actor in entries.values_list("subject_id", "actor"):
        found[UUID(subject)].add(actor.partition("@")[0])
    return {key: sorted(codes) for key, codes in found.items()}


def has_round(office: "Office", month: date) -> bool:
    return QualityRound.objects.system(_WHY).filter(office=office, month_date=month).exists()


def rounds_seen_by(post: "Post") -> list[QualityRound]:
    """The latest months first, without their files."""
    rows = QualityRound.objects.visible_to(post).defer("commitment", "transcript").select_related("office")
    return list(rows.order_by("-month_date", "office__code")[:MOST_SHOWN])


def round_seen_by(post: "Post", key: UUID) -> QualityRound | None:
    return QualityRound.objects.visible_to(post).select_related("office").filter(pk=key).first()


def check_seen_by(post: "Post", key: UUID) -> QualityCheck | None:
    rows = QualityCheck.objects.visible_to(post).select_related("round", "consultation").filter(pk=key)
    return rows.defer("round__commitment", "round__transcript").first()


def standings_seen_by(post: "Post", held: QualityRound) -> list[Standing]:
    """All that the round drew, in the order drawn; two queries."""
    rows = QualityCheck.objects.visible_to(post).filter(round=held).select_related("firm", "consultation")
    checks = list(rows.defer("consultation__need", "consultation__answer").order_by("place"))
    scores = QualityScore.objects.visible_to(post).filter(check_of__round=held).select_related("scorer")
    of: dict[UUID, list[QualityScore]] = defaultdict(list)
    for score in scores.order_by("place"):
        of[score.check_of_id].append(score)
    return [standing_of(held, check, of[check.pk]) for check in checks]


def standing_seen_by(post: "Post", check: QualityCheck) -> Standing:
    scores = QualityScore.objects.visible_to(post).filter(check_of=check).select_related("scorer")
    return standing_of(check.round, check, list(scores.order_by("place")))


def standing_of(held: QualityRound, check: QualityCheck, scores: Sequence[QualityScore]) -> Standing:
    """`scores` in the order of their places."""
    found = outcome(sheets()[held.sheet], [marks_of(score) for score in scores], held.bound)
    return Standing(check, tuple(scores), found)


def marks_of(score: QualityScore) -> Marks:
    return Marks({item: Level(level) for item, level in score.levels.items()}, frozenset(score.faults))


def next_to_score(standings: Iterable[Standing], post: "Post", *, decides: bool) -> Standing | None:
    """The first, in the order drawn, that waits for this post: one half scored before one that nobody scored yet."""
    states = [CheckState.HALF, CheckState.AWAITED, *([CheckState.DISPUTED] if decides else [])]
    official = post.official.code
    fits = [each for each in standings if each.outcome.state in states and each.is_open_to(official)]
    return min(fits, key=lambda each: (states.index(each.outcome.state), each.check.place), default=None)


def recording_of(consultation: UUID, *, by: "Post") -> Recording | None:
    """The latest noted of a consultation that the post sees."""
    rows = Recording.objects.visible_to(by).filter(consultation=consultation)
    return rows.order_by("-noted_at", "-pk").first()


def check_to_hear(post: "Post", consultation: UUID) -> Standing | None:
    """Why a scorer may listen: a drawn check of this consultation that waits for a score, and that this official may give it."""
    rows = QualityCheck.objects.visible_to(post).filter(consultation=consultation).select_related("round")
    check = rows.defer("round__commitment", "round__transcript").order_by("-round__month_date").first()
    standing = standing_seen_by(post, check) if check else None
    if standing is None or standing.outcome.state not in {CheckState.AWAITED, CheckState.HALF}:
        return None
    return standing if standing.is_open_to(post.official.code) else None


def consultation_seen_by(post: "Post", key: UUID) -> Consultation | None:
    return Consultation.objects.visible_to(post).filter(pk=key).first()
