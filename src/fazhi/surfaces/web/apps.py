from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fazhi.surfaces.web"
    label = "web"
    verbose_name = "工作台"

    def ready(self) -> None:
        from django.core.checks import register

        from fazhi.kernel.procedures import registry as procedures
        from fazhi.surfaces.jobs import registry as jobs
        from fazhi.surfaces.web import law_search
        from fazhi.surfaces.web.access import check_addresses
        from fazhi.surfaces.web.administration.wording import ACTS

        register(check_addresses)
        procedures.name_acts(ACTS)
        jobs.register(law_search.BUILD, law_search.build)
