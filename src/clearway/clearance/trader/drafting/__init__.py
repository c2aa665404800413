"""A declaration told question by question: what is asked, how answers become facts, where a finding is shown.

Answers are kept as typed, in a draft without legal effect. What they say is read by the same door as a file, checked
by the same rules, and lodged by the same action.
"""
