"""Pages for everybody: where a declaration stands, whether a receipt is good, what the tariff says.

They show no party, no amount and no reason of anybody's declaration, and need neither a sign-in nor a script.
"""

#: Pages are reached by their addresses; nothing here is for other packages.
__all__: list[str] = []
