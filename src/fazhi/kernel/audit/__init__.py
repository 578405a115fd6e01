"""The kernel room `audit`: the trail: who did what, when, on which basis; only ever added to."""
