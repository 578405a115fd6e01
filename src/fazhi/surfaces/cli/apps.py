from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "fazhi.surfaces.cli"
    label = "cli"
    verbose_name = "命令行"

    def ready(self) -> None:
        from fazhi.surfaces.cli import (
            accounts,
            audit,
            calendar,
            draw,
            draw_wording,  # noqa: F401  these only register their sentences
            figures,
            hotline,
            law,
            law_citing,
            law_lookup,
            ledger,
            masking,
            matters,
            organisations,
            papers,
            parties,
            procedures,
            referrals_wording,  # noqa: F401
            review,
            serve,
            setup,
            topics,
            wording,  # noqa: F401
            year,
        )
        from fazhi.surfaces.cli.command import register
        from fazhi.surfaces.jobs import commands as jobs
        from fazhi.surfaces.operations import commands as operations
        from fazhi.surfaces.operations import wording as operations_wording  # noqa: F401

        rooms = (
            ledger, figures, year, audit, calendar, law, law_citing, law_lookup, organisations, accounts, papers, parties, procedures, matters, draw,
            hotline, review, masking, topics,
        )  # fmt: skip
        for module in (setup, *rooms, serve, jobs, operations):
            register(*module.COMMANDS)
