"""The look of every page: frame, styles, signing in and out, language, and the pages for what goes wrong.

It knows no station: pages of others put themselves into its frame.
"""
