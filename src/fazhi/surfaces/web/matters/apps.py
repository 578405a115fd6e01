from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "fazhi.surfaces.web.matters"
    label = "matters"
    verbose_name = "事项页"

    def ready(self) -> None:
        from fazhi.surfaces.web.matters import refusals  # noqa: F401  registers the sentences of this room's errors
