"""Quality checks: a month's round with its draw, what was drawn, what scorers said. And where recordings lie."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.audit.triggers import guard
from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.consultations import Consultation
from fazhi.lines.hotline.models.duty import Firm
from fazhi.lines.hotline.terms.quality import MOST_BOUND, THIRD

_SMALL = models.PositiveSmallIntegerField


class QualityRound(models.Model):
    """
    The check of one month's answered consultations (质检轮次). Of a month there is one, and it is drawn once.

    share       per cent that is drawn; bound: points by which two scorers may differ
    sheet       version of the score sheet
    answered    how many consultations the list has, `size` how many are drawn
    digest      of the commitment (封存文件), which is made before the public value is known, at `speaks_at`
    transcript  of the draw; "" until it is made
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    month_date = models.DateField("月份")
    share = _SMALL("抽取比例（%）")
    bound = _SMALL("允许相差分数")
    sheet = _SMALL("评分表版本")
    answered = models.PositiveIntegerField("已答复咨询")
    size = models.PositiveIntegerField("抽取数")
    digest = models.CharField("封存摘要", max_length=64)
    commitment = models.TextField("封存文件")
    committed_at = models.DateTimeField("封存时间")
    beacon = models.CharField("公共随机数", max_length=200)
    speaks_at = models.DateTimeField("公共随机数产生时间")
    by = models.CharField("立项岗位", max_length=120)
    drawn_at = models.DateTimeField("抽取时间", null=True)
    transcript = models.TextField("抽取记录", blank=True)
    transcript_digest = models.CharField("抽取记录摘要", max_length=64, blank=True)

    objects = ScopedManager["QualityRound"]()

    class Meta:
        verbose_name = "质检轮次"
        constraints = (
            models.UniqueConstraint(fields=["office", "month_date"], name="qualityround_one_a_month"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="qualityround_share_possible"),
            models.CheckConstraint(condition=Q(bound__lte=MOST_BOUND), name="qualityround_bound_possible"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=models.F("answered")), name="qualityround_size_possible"
            ),
            models.CheckConstraint(
                condition=Q(speaks_at__gt=models.F("committed_at")), name="qualityround_frozen_before"
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None, transcript="", transcript_digest="")
                | (Q(drawn_at__isnull=False) & ~Q(transcript="") & ~Q(transcript_digest="")),
                name="qualityround_drawn_whole",
            ),
        )


class QualityCheck(models.Model):
    """
    A consultation that was drawn (抽中的咨询), at `place` of its round.

    firm         who answered, as it was then; None where the ledger names nobody
    answered_by  codes of the officials who registered or answered it: none of them scores it
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    round = models.ForeignKey(QualityRound, models.PROTECT, related_name="+", verbose_name="质检轮次")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", verbose_name="咨询")
    place = _SMALL("抽取次序")
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="+", verbose_name="值班团队")
    answered_by: models.JSONField[list[str], list[str]] = models.JSONField("答复人", default=list)

    objects = ScopedManager["QualityCheck"]()

    class Meta:
        verbose_name = "抽中的咨询"
        constraints = (
            models.UniqueConstraint(fields=["round", "consultation"], name="qualitycheck_drawn_once"),
            models.UniqueConstraint(fields=["round", "place"], name="qualitycheck_place_once"),
        )


class QualityScore(models.Model):
    """
    What one scorer says of a drawn consultation (评分); never changed.

    place   1 and 2 are the scorers in the order in which they came, 3 the head's decision where these were apart
    levels  item of the sheet → level; faults: codes of the sheet's
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    check_of = models.ForeignKey(QualityCheck, models.PROTECT, related_name="+", verbose_name="抽中的咨询")
    place = _SMALL("次序")
    scorer = models.ForeignKey("organisations.Official", models.PROTECT, related_name="+", verbose_name="评分人")
    by = models.CharField("评分岗位", max_length=120)
    scored_at = models.DateTimeField("评分时间")
    levels: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField("各项档次")
    faults: models.JSONField[list[str], list[str]] = models.JSONField("红线", default=list)
    remark = models.CharField("说明", max_length=400, blank=True)

    objects = ScopedManager["QualityScore"]()

    class Meta:
        verbose_name = "质检评分"
        constraints = (
            models.UniqueConstraint(fields=["check_of", "place"], name="qualityscore_place_once"),
            models.UniqueConstraint(fields=["check_of", "scorer"], name="qualityscore_scorer_once"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=THIRD), name="qualityscore_place_known"),
        )


class Recording(models.Model):
    """
    Where the recording of a consultation lies (录音), by the switch's number or address; a later row takes an earlier one's place.

    The sound itself stays with the switch. `reference` is in no list, export or register: `services.recordings` opens it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", verbose_name="咨询")
    reference = models.CharField("录音编号或者地址", max_length=400)
    by = models.CharField("登记岗位", max_length=120)
    noted_at = models.DateTimeField("登记时间")

    objects = ScopedManager["Recording"]()

    class Meta:
        verbose_name = "录音"
        constraints = (models.CheckConstraint(condition=~Q(reference=""), name="recording_reference_filled"),)


TRIGGERS = (
    guard("hotline_score_no_update", "hotline_qualityscore", "UPDATE"),
    guard("hotline_score_no_delete", "hotline_qualityscore", "DELETE"),
    guard("hotline_check_no_update", "hotline_qualitycheck", "UPDATE"),
    guard("hotline_check_no_delete", "hotline_qualitycheck", "DELETE"),
    # A round changes once: when it is drawn, and then what was frozen stays.
    guard(
        "hotline_round_drawn_once",
        "hotline_qualityround",
        "UPDATE",
        "OLD.transcript <> '' OR NEW.commitment <> OLD.commitment OR NEW.digest <> OLD.digest "
        "OR NEW.speaks_at <> OLD.speaks_at OR NEW.office_id <> OLD.office_id OR NEW.month_date <> OLD.month_date",
    ),
    guard("hotline_round_no_delete", "hotline_qualityround", "DELETE"),
    # Where a recording lies may be taken out when its time is over, but not exchanged.
    guard("hotline_recording_no_update", "hotline_recording", "UPDATE"),
)
"""What keeps draws, scores and recordings as they were entered."""
