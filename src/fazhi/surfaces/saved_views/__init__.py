"""Saved views (已存视图): what an account asks a register for again and again, kept under a name, its own or its office's."""
