"""Mediation for other systems (调解的系统接口): referrals handed over, followed and taken on (operations), and told of (events)."""
