"""The kernel room `exchange`: ledgers in and out."""
