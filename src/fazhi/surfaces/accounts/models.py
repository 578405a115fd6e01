from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from fazhi.surfaces.accounts.terms import Ending, How


class Account(AbstractBaseUser):
    """
    What an official signs in with. It carries no right: those hang on the official's posts.

    name                  what is typed at signing in, the official's 工号 unless another was given
    must_change_password  the password was set by somebody else, and opens nothing but the page that changes it
    first_password_at     when it was set so; after some days (`rules`) it opens not even that
    """

    last_login = None  # `SignIn` says when, and where from
    name = models.CharField("登录名", max_length=64, unique=True)
    official = models.OneToOneField("organisations.Official", models.PROTECT, related_name="+", verbose_name="人员")
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    first_password_at = models.DateTimeField("首次密码发放时间", null=True)
    password_changed_at = models.DateTimeField("密码修改时间", null=True)
    created_at = models.DateTimeField("开通时间")

    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "name"

    class Meta:
        verbose_name = "账号"
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="account_has_name"),
            models.CheckConstraint(
                condition=Q(must_change_password=False) | Q(first_password_at__isnull=False),
                name="account_first_password_dated",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SignIn(models.Model):
    """
    One time of being signed in (登录记录): kept for the log, and asked at each request whether it still holds.

    A browser's session names its row; ending the row ends the session, wherever that is kept.

    seen_at  the latest request, to the minute
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="账号")
    how = models.CharField("登录方式", max_length=12, choices=How.choices)
    address = models.CharField("网络地址", max_length=45, blank=True)
    agent = models.CharField("浏览器", max_length=200, blank=True)
    started_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近操作")
    ended_at = models.DateTimeField("结束时间", null=True)
    ending = models.CharField("结束原因", max_length=12, choices=Ending.choices, blank=True)

    class Meta:
        verbose_name = "登录记录"
        indexes = (
            models.Index(fields=["account", "started_at"], name="signin_of_account"),
            models.Index(fields=["seen_at"], condition=Q(ended_at__isnull=True), name="signin_open"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(how__in=How.values), name="signin_how_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False, ending__in=Ending.values),
                name="signin_ended_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.started_at:%Y-%m-%d %H:%M}"
