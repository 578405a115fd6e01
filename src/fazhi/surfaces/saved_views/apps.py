from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "fazhi.surfaces.saved_views"
    label = "saved_views"
    verbose_name = "已存视图"

    def ready(self) -> None:
        from fazhi.surfaces.saved_views import wording  # noqa: F401  it only registers its sentences
