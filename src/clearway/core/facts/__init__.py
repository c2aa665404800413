"""What a declaration says: frozen types named after the WCO Data Model.

Absent values are ``None`` or empty, never a guess. Nothing here knows a message format, a law or a table.
"""
