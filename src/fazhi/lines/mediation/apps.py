from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "fazhi.lines.mediation"
    label = "mediation"
    verbose_name = "调解"

    def ready(self) -> None:
        from fazhi.kernel.exchange import formats
        from fazhi.kernel.indicators import registry as indicators
        from fazhi.kernel.law import registry as law
        from fazhi.kernel.papers import templates
        from fazhi.kernel.papers.templates import VolumeTemplate
        from fazhi.kernel.parties import retention
        from fazhi.kernel.parties.retention import Retention
        from fazhi.kernel.procedures import forms, integrity
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.kernel.referrals import registry as referrals
        from fazhi.lines.mediation import commands as mediation
        from fazhi.lines.mediation.api.events import EVENTS
        from fazhi.lines.mediation.checks import CHECKERS
        from fazhi.lines.mediation.forms import FORMS
        from fazhi.lines.mediation.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.mediation.ledgers import FORMATS
        from fazhi.lines.mediation.models import (
            AdministrativeMatter,
            AdministrativeRuling,
            Application,
            Complaint,
            Confirmation,
            Election,
            LinkProposal,
            OutsiderRequest,
            PeoplesMatter,
            Performance,
            RiskReport,
        )
        from fazhi.lines.mediation.papers import volume_of
        from fazhi.lines.mediation.permissions import OUTSIDE_PROCEDURES, PERMISSIONS
        from fazhi.lines.mediation.procedure import (
            APPLICATION_PROCEDURE,
            COMPLAINT_PROCEDURE,
            DEPARTMENTS,
            ELECTIONS,
            FOLLOWING_UP,
            JUDICIAL_CONFIRMATION,
            LINKAGE_PROCEDURE,
            OUTSIDERS_REQUEST,
            PEOPLES_MEDIATION,
            RISK_REPORT,
            RULING_PROCEDURE,
        )
        from fazhi.lines.mediation.queries.casefile import FileToBind
        from fazhi.lines.mediation.registers import REGISTERS
        from fazhi.lines.mediation.services import departments
        from fazhi.lines.mediation.services.calling import call_by_elections, call_elections
        from fazhi.lines.mediation.services.network import ACTS
        from fazhi.lines.mediation.terms import (
            ADMINISTRATIVE,
            BY_ELECTION,
            ELECTION,
            GROUNDS,
            NETWORK_GROUNDS,
            PEOPLES,
        )
        from fazhi.lines.mediation.terms.applications import APPLICATION_GROUNDS
        from fazhi.lines.mediation.terms.casefile import CASE_FILE
        from fazhi.surfaces.api import events
        from fazhi.surfaces.cli import command as commands

        for kept in (PEOPLES_MEDIATION, APPLICATION_PROCEDURE):
            retention.declare(Retention(kept.name, "TJ-KEEP"))
        for procedure, model in (
            (PEOPLES_MEDIATION, PeoplesMatter),
            (RISK_REPORT, RiskReport),
            (FOLLOWING_UP, Performance),
            (JUDICIAL_CONFIRMATION, Confirmation),
            (OUTSIDERS_REQUEST, OutsiderRequest),
            (RULING_PROCEDURE, AdministrativeRuling),
            (LINKAGE_PROCEDURE, LinkProposal),
            (APPLICATION_PROCEDURE, Application),
            (COMPLAINT_PROCEDURE, Complaint),
        ):
            procedures.register(procedure, model, PERMISSIONS, grounds={**GROUNDS, **APPLICATION_GROUNDS})
        for table in DEPARTMENTS.values():
            deemed = {step.name: departments.lapse for step in table.steps if step.is_deemed}
            procedures.register(table, AdministrativeMatter, PERMISSIONS, deemed=deemed, grounds=GROUNDS)
        arising = {ELECTION: call_elections, BY_ELECTION: call_by_elections}
        for name, election in ELECTIONS.items():
            procedures.register(election, Election, PERMISSIONS, arising=arising[name], grounds=NETWORK_GROUNDS)
        procedures.name_acts({**ACTS, f"{PEOPLES}.archive": "立卷归档", f"{ADMINISTRATIVE}.archive": "立卷归档"})
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        referrals.register_numbers(
            referrals.Carrier(PEOPLES_MEDIATION.name, number="referral_number", channel="source")
        )
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        commands.register(*mediation.COMMANDS)
        events.register(EVENTS)
        templates.register_volumes(VolumeTemplate(CASE_FILE, FileToBind, volume_of))
        law.declare([permission.basis for permission in (*PERMISSIONS, *OUTSIDE_PROCEDURES)], "mediation.permissions")
