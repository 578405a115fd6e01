from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fazhi.surfaces.web"
    label = "web"
    verbose_name = "工作台"
