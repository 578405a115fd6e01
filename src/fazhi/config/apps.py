from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "fazhi.config"
    label = "config"
    verbose_name = "系统"

    def ready(self) -> None:
        from fazhi.config import schema
        from fazhi.sample_city.commands import COMMANDS
        from fazhi.surfaces.cli.command import register

        schema.connect()
        register(*COMMANDS)
