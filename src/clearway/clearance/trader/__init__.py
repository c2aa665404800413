"""The trader's pages that show more than one station: the day's list, the file, lodging, and what works now.

They translate and call; they write nothing themselves, and show nothing that was meant for officers.
"""
