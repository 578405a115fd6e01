"""Kinds of subject in the trail: what was done to a system, a token, a webhook; a receipt that was read again."""

SYSTEM, TOKEN, WEBHOOK, RECEIPT = "api.system", "api.token", "api.webhook", "api.receipt"
