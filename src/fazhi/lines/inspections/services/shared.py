"""Why acts of inspections read past the scope of a post."""

WHY = "an act of inspections; scope was checked"
