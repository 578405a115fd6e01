"""
Work that outlasts a request (后台任务): enqueued by a page, done by the worker, watched and cancelled meanwhile.

A room declares its jobs by `registry.register`; pages call `services.enqueue`, `queries.standing` and `services.cancel`.
"""
