"""Documents that mediation makes; each in a module of its own."""
