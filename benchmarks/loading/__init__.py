"""What `benchmarks/desk.py` stands on: an open-loop load, a browser without a window, and Django's admin beside us."""
