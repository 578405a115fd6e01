"""The kernel room `law`: statutes, versions, articles; dated periods and thresholds."""
