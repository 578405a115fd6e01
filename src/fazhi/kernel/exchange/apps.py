from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "fazhi.kernel.exchange"
    label = "exchange"
    verbose_name = "台账交换"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.exchange import formats, organisation_ledgers, queries
        from fazhi.kernel.indicators import registry as indicators

        formats.register(organisation_ledgers.OFFICES, organisation_ledgers.POSTS)
        indicators.register_explainer("exchange", queries.imported_since)
