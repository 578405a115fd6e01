"""The kernel room `procedures`: takes a matter one step further: permission, state, grounds, clocks, trail."""
