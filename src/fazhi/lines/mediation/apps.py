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
        from fazhi.lines.mediation.checks import CHECKERS
        from fazhi.lines.mediation.commands import COMMANDS
        from fazhi.lines.mediation.forms import FORMS
        from fazhi.lines.mediation.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.mediation.ledgers import FORMATS
        from fazhi.lines.mediation.models import AdministrativeMatter, Election, PeoplesMatter
        from fazhi.lines.mediation.permissions import KEEP_NETWORK, PERMISSIONS
        from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, ELECTIONS, PEOPLES_MEDIATION
        from fazhi.lines.mediation.registers import REGISTERS
        from fazhi.lines.mediation.services.calling import call_by_elections, call_elections
        from fazhi.lines.mediation.services.network import ACTS
        from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION, GROUNDS, NETWORK_GROUNDS
        from fazhi.surfaces.cli.command import register

        retention.declare(Retention(PEOPLES_MEDIATION.name, "TJ-KEEP"))
        procedures.register(PEOPLES_MEDIATION, PeoplesMatter, PERMISSIONS, grounds=GROUNDS)
        procedures.register(ADMINISTRATIVE_MEDIATION, AdministrativeMatter, PERMISSIONS, grounds=GROUNDS)
        arising = {ELECTION: call_elections, BY_ELECTION: call_by_elections}
        for name, election in ELECTIONS.items():
            procedures.register(election, Election, PERMISSIONS, arising=arising[name], grounds=NETWORK_GROUNDS)
        procedures.register_acts(ACTS)
        referrals.register_numbers(
            referrals.Carrier(PEOPLES_MEDIATION.name, number="referral_number", channel="source")
        )
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        register(*COMMANDS)
        for procedure in (PEOPLES_MEDIATION, ADMINISTRATIVE_MEDIATION):
            law.declare([step.basis for step in procedure.steps], procedure.name)
        law.declare([permission.basis for permission in PERMISSIONS], "mediation.permissions")
        law.declare([KEEP_NETWORK.basis], "mediation/permissions.py")
