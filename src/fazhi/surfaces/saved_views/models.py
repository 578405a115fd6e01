from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager


class SavedView(models.Model):
    """
    A list of a register under a name (已存视图).

    account    whose it is; `office` is that of the post under which it was saved
    query      the list's address after the question mark: conditions, order and columns, never a place and never a party
    is_shared  whether everybody of that office sees it
    """

    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+", verbose_name="账号")
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    register = models.CharField("台账", max_length=63)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=2000, blank=True)
    is_shared = models.BooleanField("本机构共用", default=False)
    saved_at = models.DateTimeField("保存时间")

    objects = ScopedManager["SavedView"]()

    class Meta:
        verbose_name = "已存视图"
        constraints = (
            models.UniqueConstraint(fields=["account", "office", "register", "name"], name="savedview_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="savedview_has_name"),
        )

    def __str__(self) -> str:
        return self.name
