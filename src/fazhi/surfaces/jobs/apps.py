from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "fazhi.surfaces.jobs"
    label = "jobs"
    verbose_name = "后台任务"
