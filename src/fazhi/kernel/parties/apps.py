from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "fazhi.kernel.parties"
    label = "parties"
    verbose_name = "当事人"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.law.registry import declare
        from fazhi.kernel.parties.permissions import ERASE, OPEN, RECORD
        from fazhi.kernel.parties.terms import PROTECTION_BASIS

        declare(PROTECTION_BASIS.values(), "kernel/parties/terms.py")
        declare([OPEN.basis, RECORD.basis, ERASE.basis], "kernel/parties/permissions.py")
