from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "fazhi.surfaces.cli"
    label = "cli"
    verbose_name = "命令行"

    def ready(self) -> None:
        from fazhi.surfaces.cli import (
            audit,
            calendar,
            draw_wording,  # noqa: F401  these three only register their sentences
            figures,
            law,
            ledger,
            matters,
            organisations,
            papers,
            parties,
            procedures,
            referrals_wording,  # noqa: F401
            serve,
            setup,
            wording,  # noqa: F401
            year,
        )
        from fazhi.surfaces.cli.command import register

        rooms = (ledger, figures, year, audit, calendar, law, organisations, papers, parties, procedures, matters)
        for module in (setup, *rooms, serve):
            register(*module.COMMANDS)
