from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fazhi.surfaces.portal"
    label = "portal"
    verbose_name = "门户"

    def ready(self) -> None:
        from fazhi.kernel.law import registry as law
        from fazhi.surfaces.portal import wording  # noqa: F401  its sentences
        from fazhi.surfaces.portal.standing import ACCESSIBILITY, PRIVACY

        law.declare((*PRIVACY, ACCESSIBILITY), "portal")
