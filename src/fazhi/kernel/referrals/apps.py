from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "fazhi.kernel.referrals"
    label = "referrals"
    verbose_name = "对接"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.parties import retention
        from fazhi.kernel.parties.retention import Retention
        from fazhi.kernel.procedures import forms, integrity, registry
        from fazhi.kernel.referrals.checks import CHECKERS
        from fazhi.kernel.referrals.forms import TRANSFER_FORMS
        from fazhi.kernel.referrals.forms import forms as referral_forms
        from fazhi.kernel.referrals.models import Referral, Transfer
        from fazhi.kernel.referrals.permissions import PERMISSIONS
        from fazhi.kernel.referrals.procedures import PROCEDURES, TRANSFER_PROCEDURE
        from fazhi.kernel.referrals.terms import GROUNDS, TRANSFER_GROUNDS

        for procedure in PROCEDURES.values():
            registry.register(procedure, Referral, PERMISSIONS, grounds=GROUNDS)
        retention.declare(Retention(TRANSFER_PROCEDURE.name, "ZB-KEEP"))
        registry.register(TRANSFER_PROCEDURE, Transfer, PERMISSIONS, grounds=TRANSFER_GROUNDS)
        integrity.register(*CHECKERS)
        forms.register(*referral_forms(), *TRANSFER_FORMS)
