"""The kernel room `calendar`: working days of China, and when a period ends."""
