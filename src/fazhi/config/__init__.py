"""How the system is put together: settings, urls, start-up."""
