"""How days are written in each language; Django asks the module of the language in use."""
