from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fazhi.surfaces.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        from django.core.checks import register

        from fazhi.kernel.law import registry as law
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.surfaces.accounts import wording  # noqa: F401  registers its sentences
        from fazhi.surfaces.accounts.checks import check_demo
        from fazhi.surfaces.accounts.permissions import LOG, MANAGE, PROTECTION
        from fazhi.surfaces.accounts.terms import ACTS

        law.declare([MANAGE.basis, PROTECTION, LOG], "surfaces/accounts/permissions.py")
        procedures.name_acts(ACTS)
        register(check_demo)
