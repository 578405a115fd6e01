"""The page of a matter (事项), the same for every line: facts, clocks, papers, what happened, and the acts open now."""
