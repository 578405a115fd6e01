from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "fazhi.kernel.calendar"
    label = "calendar"
    verbose_name = "工作日历"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.calendar import starts

        starts.declare_starts()
