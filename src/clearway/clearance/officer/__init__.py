"""The officer's pages: the worklist, the file with the reasons traders may not see, each act, and the office's day.

They translate and call; they write nothing themselves. They share the theme with traders' pages, and no template.
"""
