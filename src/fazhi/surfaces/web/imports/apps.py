from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "fazhi.surfaces.web.imports"
    label = "imports"
    verbose_name = "导入台账"

    def ready(self) -> None:
        from fazhi.surfaces.jobs import registry
        from fazhi.surfaces.web.imports import jobs, terms

        registry.register(terms.CHECK, jobs.check, ended=jobs.ended)
        registry.register(terms.WRITE, jobs.write, ended=jobs.ended)
        registry.register(terms.UNDO, jobs.undo, ended=jobs.undone)
        registry.on_start(jobs.recover)
