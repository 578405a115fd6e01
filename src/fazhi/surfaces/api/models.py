"""Systems, their tokens, receipts of what they sent, and what they are told. No secret stands here in clear."""

import uuid

from django.db import models
from django.db.models import Q


class System(models.Model):
    """
    Another body's system (对接系统).

    post        an office and a role, held by the system itself: all that it reads is within that office, all that it does
                stands under the post's name in the trail
    sender      the body in whose name it hands over disputes, "" for none; it then sees that body's referrals only
    rights      codes of the permissions that its tokens have: no more than the role has, and mostly less
    per_minute  calls that one token may make in a minute
    """

    id = models.BigAutoField(primary_key=True)
    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=60)
    post = models.ForeignKey("organisations.Post", models.PROTECT, related_name="+", verbose_name="岗位")
    sender = models.CharField("移送单位", max_length=120, blank=True)
    rights = models.JSONField("权限", default=list)
    per_minute = models.PositiveIntegerField("每分钟次数")
    entered_at = models.DateTimeField("登记时间")
    closed_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "对接系统"
        constraints = (
            models.CheckConstraint(
                condition=Q(per_minute__gte=1, per_minute__lte=6000), name="api_system_rate_in_bounds"
            ),
            models.UniqueConstraint(fields=["post"], name="api_system_has_its_own_post"),
        )

    def __str__(self) -> str:
        return self.code


class Token(models.Model):
    """
    What a system shows (令牌): the public part by which it is found, and a keyed digest of the secret one.

    expires_at    from then on it opens nothing
    used_at       when it was used last
    full_at_us    microseconds since 1970 at which its allowance of calls will be full again (`limits`)
    abused_at     when its use after its end was last told to the trail
    """

    id = models.BigAutoField(primary_key=True)
    system = models.ForeignKey(System, models.PROTECT, related_name="+", verbose_name="对接系统")
    public = models.CharField("编号", max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField("发放时间")
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("撤销时间", null=True)
    used_at = models.DateTimeField("最近使用", null=True)
    abused_at = models.DateTimeField(null=True)
    full_at_us = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "令牌"
        constraints = (
            models.CheckConstraint(condition=~Q(digest="") & ~Q(public=""), name="api_token_is_keyed"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("issued_at")), name="api_token_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.public


class Receipt(models.Model):
    """
    The receipt of one act (回执), found again by the key that the system gave it.

    body_sha256  of the method, the address and the body: the same key for anything else is refused
    state        "working" while it is done; a row whose act failed is gone
    answer       the JSON that was answered, as it is answered again to the letter
    """

    class State(models.TextChoices):
        """Whether the act is being done or is done."""

        WORKING = "working", "办理中"
        DONE = "done", "已办理"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    system = models.ForeignKey(System, models.PROTECT, related_name="+", verbose_name="对接系统")
    key = models.CharField("办理编号", max_length=128)
    operation = models.CharField("操作", max_length=64)
    body_sha256 = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.WORKING)
    begun_at = models.DateTimeField("收到时间")
    ended_at = models.DateTimeField("办理时间", null=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField("结果", default="")

    class Meta:
        verbose_name = "接口回执"
        constraints = (
            models.UniqueConstraint(fields=["system", "key"], name="api_receipt_key_once"),
            models.CheckConstraint(condition=Q(state__in=["working", "done"]), name="api_receipt_state_known"),
            models.CheckConstraint(
                condition=Q(state="working", ended_at__isnull=True, status__isnull=True)
                | Q(state="done", ended_at__isnull=False, status__isnull=False),
                name="api_receipt_done_is_answered",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Webhook(models.Model):
    """
    Where a system is told of what happens (通知地址).

    events   kinds that it wants
    version  of the secret by which notices are signed; the secret itself is derived and kept nowhere (`keys`)
    """

    id = models.BigAutoField(primary_key=True)
    system = models.ForeignKey(System, models.PROTECT, related_name="+", verbose_name="对接系统")
    url = models.CharField("地址", max_length=500)
    events = models.JSONField("事件", default=list)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField("登记时间")
    removed_at = models.DateTimeField("取消时间", null=True)

    class Meta:
        verbose_name = "通知地址"
        constraints = (models.UniqueConstraint(fields=["system"], name="api_webhook_one_a_system"),)

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """
    One notice to one system (通知).

    event   the same for all systems that are told of it, and for every attempt: a receiver does it once
    body    as it is sent, without personal data
    next_at when it is tried next, while it waits
    """

    class State(models.TextChoices):
        """How a notice stands."""

        WAITING = "waiting", "待发送"
        DELIVERED = "delivered", "已送达"
        GIVEN_UP = "given_up", "未送达"

    id = models.BigAutoField(primary_key=True)
    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="+", verbose_name="通知地址")
    event = models.UUIDField("编号")
    kind = models.CharField("事件", max_length=64)
    body = models.TextField("内容")
    made_at = models.DateTimeField("发生时间")
    next_at = models.DateTimeField("下次发送", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    told = models.CharField("最近一次的结果", max_length=200, blank=True)

    class Meta:
        verbose_name = "通知"
        indexes = (models.Index(fields=["webhook", "id"], condition=Q(state="waiting"), name="api_delivery_waiting"),)
        constraints = (
            models.UniqueConstraint(fields=["webhook", "event"], name="api_delivery_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", next_at__isnull=False, ended_at__isnull=True)
                | Q(state__in=["delivered", "given_up"], next_at__isnull=True, ended_at__isnull=False),
                name="api_delivery_ended_at_its_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"
