from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "fazhi.lines.mediation"
    label = "mediation"
    verbose_name = "调解"

    def ready(self) -> None:
        from fazhi.kernel.exchange import formats
        from fazhi.kernel.indicators import registry as indicators
        from fazhi.kernel.law import registry as law
        from fazhi.kernel.parties import retention
        from fazhi.kernel.parties.retention import Retention
        from fazhi.kernel.procedures import forms, integrity
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.kernel.referrals import registry as referrals
        from fazhi.lines.mediation import commands  # noqa: F401  registers its sentences
        from fazhi.lines.mediation.checks import CHECKERS
        from fazhi.lines.mediation.forms import FORMS
        from fazhi.lines.mediation.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.mediation.ledgers import FORMATS
        from fazhi.lines.mediation.models import (
            AdministrativeMatter,
            Confirmation,
            OutsiderRequest,
            PeoplesMatter,
            Performance,
            RiskReport,
        )
        from fazhi.lines.mediation.permissions import PERMISSIONS
        from fazhi.lines.mediation.procedure import (
            ADMINISTRATIVE_MEDIATION,
            FOLLOWING_UP,
            JUDICIAL_CONFIRMATION,
            OUTSIDERS_REQUEST,
            PEOPLES_MEDIATION,
            RISK_REPORT,
        )
        from fazhi.lines.mediation.registers import REGISTERS
        from fazhi.lines.mediation.terms import GROUNDS

        retention.declare(Retention(PEOPLES_MEDIATION.name, "TJ-KEEP"))
        for procedure, model in (
            (PEOPLES_MEDIATION, PeoplesMatter),
            (ADMINISTRATIVE_MEDIATION, AdministrativeMatter),
            (RISK_REPORT, RiskReport),
            (FOLLOWING_UP, Performance),
            (JUDICIAL_CONFIRMATION, Confirmation),
            (OUTSIDERS_REQUEST, OutsiderRequest),
        ):
            procedures.register(procedure, model, PERMISSIONS, grounds=GROUNDS)
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        referrals.register_numbers(
            referrals.Carrier(PEOPLES_MEDIATION.name, number="referral_number", channel="source")
        )
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        law.declare([permission.basis for permission in PERMISSIONS], "mediation.permissions")
