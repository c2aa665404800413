"""UN/EDIFACT: interchanges of declarations (CUSDEC) and of answers to them (CUSRES), directory D.23A.

Assumes syntax version 2 to 4 without repetition and without packaged objects. Never drops a segment, qualifier or
element it does not know: each is a fault with its place. Never reads a clock: times are given.
"""
