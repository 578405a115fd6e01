"""
The interface for other systems (系统接口): each operation declared with what it takes and gives, who may call it, and its law.

    operations   the shape of an operation and the list of all
    door         the one way in: authentication, rate, permission, body, receipt, answer
    document     the OpenAPI document
    systems      who may call: systems, tokens; webhooks: what systems are told of

A line declares its operations in its own `api`; `config/urls.py` puts them together.
"""
