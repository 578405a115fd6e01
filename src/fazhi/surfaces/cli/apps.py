from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "fazhi.surfaces.cli"
    label = "cli"
    verbose_name = "命令行"

    def ready(self) -> None:
        from fazhi.surfaces.cli import audit, calendar, figures, law, ledger, serve, setup, year
        from fazhi.surfaces.cli.command import register

        for module in (setup, ledger, figures, year, audit, calendar, law, serve):
            register(*module.COMMANDS)
