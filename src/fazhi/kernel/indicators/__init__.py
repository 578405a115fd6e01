"""The kernel room `indicators`: registers, indicators, figures, identities, frozen years."""
