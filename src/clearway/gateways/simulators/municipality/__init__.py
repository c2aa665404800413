"""A municipality that lives: what its offices write down follows from what happens in it, day after day, from a seed.

Acts cause acts: a use that is approved brings a declaration, an assessment, a yearly fee. Some follow-ups are
forgotten; which, and what that costs, is kept apart from the records, so that whoever watches them can be measured.
"""
