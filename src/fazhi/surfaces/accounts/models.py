from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class Account(AbstractBaseUser):
    """
    What an official signs in with. It carries no right: those hang on the official's posts.

    name                  what is typed at signing in, the official's 工号 unless another was given
    must_change_password  the password was set by somebody else, and opens nothing but the page that changes it
    """

    name = models.CharField("登录名", max_length=64, unique=True)
    official = models.OneToOneField("organisations.Official", models.PROTECT, related_name="+", verbose_name="人员")
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    password_changed_at = models.DateTimeField("密码修改时间", null=True)
    created_at = models.DateTimeField("开通时间")

    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "name"

    class Meta:
        verbose_name = "账号"
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="account_has_name"),)

    def __str__(self) -> str:
        return self.name
