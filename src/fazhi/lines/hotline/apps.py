from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "fazhi.lines.hotline"
    label = "hotline"
    verbose_name = "12348热线"

    def ready(self) -> None:
        from fazhi.lines.hotline import commands as hotline
        from fazhi.surfaces.cli import command as commands

        commands.register(*hotline.COMMANDS)
