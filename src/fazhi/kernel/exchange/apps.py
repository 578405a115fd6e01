from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "fazhi.kernel.exchange"
    label = "exchange"
    verbose_name = "台账交换"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.exchange import formats, organisation_ledgers, queries
        from fazhi.kernel.exchange.permissions import EXPORT, IMPORT, IMPORT_REFERENCE
        from fazhi.kernel.indicators import registry as indicators
        from fazhi.kernel.law import registry as law

        formats.register(*organisation_ledgers.FORMATS)
        law.declare(
            [permission.basis for permission in (IMPORT, IMPORT_REFERENCE, EXPORT)], "kernel/exchange/permissions.py"
        )
        indicators.register_explainer("exchange", queries.imported_since)
