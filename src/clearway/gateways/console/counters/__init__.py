"""A day at the counters of the hub: clerks ask through their organisations' software, citizens decide on their pages.

Everything goes through the doors that everybody uses. What a day holds is data of the country's pack.
"""
