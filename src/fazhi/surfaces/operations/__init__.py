"""
Keeping the installation running (运行维护): the server, its health, metrics and log, backup and restore.

Nothing here knows what the bureau does. `server` and `lines` import neither Django nor the application: the server's
master forks, and what is forked must not have started threads.
"""
