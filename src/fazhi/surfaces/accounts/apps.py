from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fazhi.surfaces.accounts"
    label = "accounts"
    verbose_name = "账号"
