"""What is done at the interface: with systems and their tokens (systems), with receipts (receipts), with notices (webhooks)."""
