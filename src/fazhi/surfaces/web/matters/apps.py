from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "fazhi.surfaces.web.matters"
    label = "matters"
    verbose_name = "事项页"
