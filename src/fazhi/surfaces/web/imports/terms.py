"""Names of the jobs of imports."""

CHECK, WRITE, UNDO = "imports.check", "imports.write", "imports.undo"
