"""
The tide of a hotline 来电潮汐: learn from counts of calls how many come in which slot of which day, and foretell days to come, with bands
that hold what they say.
"""
