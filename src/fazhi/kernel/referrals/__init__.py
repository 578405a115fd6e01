"""The kernel room `referrals`: hands a matter from one line or body to another."""
