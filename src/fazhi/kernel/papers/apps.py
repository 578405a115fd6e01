from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "fazhi.kernel.papers"
    label = "papers"
    verbose_name = "公文"

    def ready(self) -> None:
        from fazhi.kernel.law.registry import declare
        from fazhi.kernel.papers.permissions import PERMISSIONS

        declare([permission.basis for permission in PERMISSIONS], "papers.permissions")
