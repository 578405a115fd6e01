from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "fazhi.surfaces.api"
    label = "api"
    verbose_name = "系统接口"

    def ready(self) -> None:
        from fazhi.kernel.procedures import registry
        from fazhi.surfaces.api import events, wording  # noqa: F401  registers the sentences
        from fazhi.surfaces.api.commands import COMMANDS
        from fazhi.surfaces.api.jobs import deliver
        from fazhi.surfaces.api.permissions import PERMISSIONS
        from fazhi.surfaces.api.services.webhooks import JOB
        from fazhi.surfaces.cli import command
        from fazhi.surfaces.jobs import registry as jobs

        registry.register_permissions(PERMISSIONS)
        registry.watch(events.watch)
        jobs.register(JOB, deliver)
        command.register(*COMMANDS)
