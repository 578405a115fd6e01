from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fazhi.surfaces.web"
    label = "web"
    verbose_name = "工作台"

    def ready(self) -> None:
        from django.core.checks import register

        from fazhi.surfaces.web.access import check_addresses

        register(check_addresses)
