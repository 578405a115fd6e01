from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "fazhi.surfaces.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self) -> None:
        from fazhi.surfaces.jobs import wording  # noqa: F401  registers the sentences
