from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "fazhi.kernel.referrals"
    label = "referrals"
    verbose_name = "对接"
    default_auto_field = "django.db.models.BigAutoField"
