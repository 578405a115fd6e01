"""The public's side: what strangers may read, ask for and follow, without an account and without script."""
