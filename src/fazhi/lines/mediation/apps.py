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
        from fazhi.kernel.procedures import integrity
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.kernel.referrals import registry as referrals
        from fazhi.lines.mediation.checks import CHECKERS
        from fazhi.lines.mediation.commands import COMMANDS
        from fazhi.lines.mediation.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.mediation.ledgers import FORMATS
        from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
        from fazhi.lines.mediation.permissions import OF_THE_BUREAU, PERMISSIONS
        from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, PEOPLES_MEDIATION
        from fazhi.lines.mediation.registers import REGISTERS
        from fazhi.lines.mediation.terms import GROUNDS
        from fazhi.surfaces.cli.command import register

        retention.declare(Retention(PEOPLES_MEDIATION.name, "TJ-KEEP"))
        procedures.register(PEOPLES_MEDIATION, PeoplesMatter, PERMISSIONS, grounds=GROUNDS)
        procedures.register(ADMINISTRATIVE_MEDIATION, AdministrativeMatter, PERMISSIONS, grounds=GROUNDS)
        referrals.register_numbers(
            referrals.Carrier(PEOPLES_MEDIATION.name, number="referral_number", channel="source")
        )
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        for procedure in (PEOPLES_MEDIATION, ADMINISTRATIVE_MEDIATION):
            law.declare([step.basis for step in procedure.steps], procedure.name)
        law.declare([permission.basis for permission in (*PERMISSIONS, *OF_THE_BUREAU)], "mediation.permissions")
        register(*COMMANDS)
        integrity.register(*CHECKERS)
