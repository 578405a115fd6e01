"""The kernel room `papers`: attachments, document numbers, official documents."""
