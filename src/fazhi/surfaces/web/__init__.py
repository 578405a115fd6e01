"""The desk of our own staff."""
