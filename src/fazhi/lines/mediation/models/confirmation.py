"""Judicial confirmation of an agreement (司法确认), and an outsider's request to revoke it (案外人申请撤销)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.models.constraints import listed, order
from fazhi.lines.mediation.terms import Bar, ConfirmationState, CourtGround, OutsiderState, RefusalGround

_DECIDED = [ConfirmationState.CONFIRMED, ConfirmationState.REFUSED]


class Confirmation(Matter):
    """
    The parties' joint request to a court to confirm their agreement; its result is its state.

    `number` is the mediation's, with 确认 and a number behind it.

    procedure, matter_id    the mediation, without foreign key
    court, court_ground     its name, and why it is that one (民事诉讼法 art. 205)
    applicant_signed_date, respondent_signed_date  when each side signed the request: it is made jointly
    effective_date          of the agreement, from which the thirty days run
    decision_number         of the court's ruling
    refusal_ground          why it was refused (民事诉讼法解释 art. 358), or not accepted (art. 355)
    revoked_date            the day on which it was revoked at an outsider's request; null while it stands
    """

    number = models.CharField("编号", max_length=72)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField(db_index=True)
    court = models.CharField("人民法院", max_length=200)
    court_ground = models.CharField("管辖依据", max_length=16, choices=CourtGround.labels())
    applicant_signed_date = models.DateField("申请人签署日期")
    respondent_signed_date = models.DateField("被申请人签署日期")
    effective_date = models.DateField("协议生效日期")
    requested_date = models.DateField("申请日期")
    court_accepted_date = models.DateField("法院受理日期", null=True)
    decided_date = models.DateField("裁定日期", null=True)
    decision_number = models.CharField("裁定书文号", max_length=200, blank=True)
    refusal_ground = models.CharField(
        "不予确认理由", max_length=16, blank=True, choices=RefusalGround.labels() | Bar.labels()
    )
    revoked_date = models.DateField("撤销日期", null=True)

    class Meta:
        verbose_name = "司法确认"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="confirmation_number_once"),
            models.UniqueConstraint(
                fields=["matter_id"],
                condition=Q(state__in=[ConfirmationState.REQUESTED, ConfirmationState.ACCEPTED]),
                name="confirmation_one_open",
            ),
            listed("state", ConfirmationState),
            listed("court_ground", CourtGround),
            listed("refusal_ground", [*RefusalGround, *Bar], blank=True),
            order("requested", "effective"),
            order("requested", "applicant_signed"),
            order("requested", "respondent_signed"),
            order("court_accepted", "requested"),
            order("decided", "court_accepted"),
            order("revoked", "decided"),
            models.CheckConstraint(
                condition=Q(state__in=_DECIDED, court_accepted_date__isnull=False, decided_date__isnull=False)
                | (~Q(state__in=_DECIDED) & Q(decided_date__isnull=True)),
                name="confirmation_decided_has_date",
            ),
            models.CheckConstraint(
                condition=Q(state=ConfirmationState.REFUSED, refusal_ground__in=list(RefusalGround))
                | Q(state=ConfirmationState.NOT_ACCEPTED, refusal_ground__in=list(Bar))
                | (~Q(state__in=[ConfirmationState.REFUSED, ConfirmationState.NOT_ACCEPTED]) & Q(refusal_ground="")),
                name="confirmation_refused_for_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(revoked_date__isnull=True) | Q(state=ConfirmationState.CONFIRMED),
                name="confirmation_revoked_was_confirmed",
            ),
        )


class OutsiderRequest(Matter):
    """
    A person outside the mediation asks the court to revoke a confirmation (司法确认规定 art. 10); the result is the state.

    `number` is the confirmation's, with 撤销 and a number behind it.

    known_date    when the outsider knew of the harm, or should have: the year runs from here
    decided_date  of the court's decision; null while it is open or was withdrawn
    """

    number = models.CharField("编号", max_length=80)
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="+")
    known_date = models.DateField("知道或者应当知道之日")
    requested_date = models.DateField("申请日期")
    decided_date = models.DateField("决定日期", null=True)

    class Meta:
        verbose_name = "案外人申请撤销"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="outsiderrequest_number_once"),
            models.UniqueConstraint(
                fields=["confirmation"], condition=Q(state=OutsiderState.REQUESTED), name="outsiderrequest_one_open"
            ),
            listed("state", OutsiderState),
            order("requested", "known"),
            order("decided", "requested"),
            models.CheckConstraint(
                condition=Q(state__in=[OutsiderState.REVOKED, OutsiderState.DISMISSED], decided_date__isnull=False)
                | (Q(state__in=[OutsiderState.REQUESTED, OutsiderState.WITHDRAWN]) & Q(decided_date__isnull=True)),
                name="outsiderrequest_decided_has_date",
            ),
        )
