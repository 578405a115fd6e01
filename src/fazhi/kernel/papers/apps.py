from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "fazhi.kernel.papers"
    label = "papers"
    verbose_name = "公文"
