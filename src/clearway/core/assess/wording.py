"""Every sentence of a step, as an English message identifier; operands stand in ``{names}``."""

PRICE = "The price is {price}"
PRICE_AT = "The price is {price}, at {rate}"
INVOICE = "The price is that of the whole invoice, {price}"
INVOICE_AT = "The price is that of the whole invoice, {price}, at {rate}"
DECLARED = "The customs value is declared as {price}"
DECLARED_AT = "The customs value is declared as {price}, at {rate}"

PLUS = "Plus {amount} ({type})"
PLUS_AT = "Plus {amount} ({type}), at {rate}"
LESS = "Less {amount} ({type})"
LESS_AT = "Less {amount} ({type}), at {rate}"
PLUS_BY_VALUE = "Plus {part} of {whole} ({type}), shared by value"
PLUS_BY_VALUE_AT = "Plus {part} of {whole} ({type}), shared by value, at {rate}"
PLUS_BY_MASS = "Plus {part} of {whole} ({type}), shared by gross mass"
PLUS_BY_MASS_AT = "Plus {part} of {whole} ({type}), shared by gross mass, at {rate}"
LESS_BY_VALUE = "Less {part} of {whole} ({type}), shared by value"
LESS_BY_VALUE_AT = "Less {part} of {whole} ({type}), shared by value, at {rate}"
LESS_BY_MASS = "Less {part} of {whole} ({type}), shared by gross mass"
LESS_BY_MASS_AT = "Less {part} of {whole} ({type}), shared by gross mass, at {rate}"

#: By whether the amount is deducted, and whether it took a rate of exchange.
OWN_CHARGE = {(False, False): PLUS, (False, True): PLUS_AT, (True, False): LESS, (True, True): LESS_AT}
#: The same, with whether it was shared by gross mass in between.
SHARED_CHARGE = {
    (False, False, False): PLUS_BY_VALUE,
    (False, False, True): PLUS_BY_VALUE_AT,
    (False, True, False): PLUS_BY_MASS,
    (False, True, True): PLUS_BY_MASS_AT,
    (True, False, False): LESS_BY_VALUE,
    (True, False, True): LESS_BY_VALUE_AT,
    (True, True, False): LESS_BY_MASS,
    (True, True, True): LESS_BY_MASS_AT,
}

#: By the law's rounding mode.
ROUNDED = {
    "half-up": "Rounded to the nearest {step}, halves up",
    "half-even": "Rounded to the nearest {step}, halves to even",
    "down": "Rounded down to {step}",
    "up": "Rounded up to {step}",
}

PERCENT = "{rate} % of {base}"
FIXED = "{rate}"
FIXED_AT = "{rate}, at {exchange}"
PER_UNIT = "{rate} for {quantity}"
PER_UNIT_AT = "{rate} for {quantity}, at {exchange}"
TOGETHER = "Together"
LEAST = "Not less than {bound}"
MOST = "Not more than {bound}"
FREE = "Free of duty"

QUOTA = "Under quota {order}, while its balance lasts"
RESIDUAL = "The rate for all producers that are not named"
SUSPENDED = "Suspended under procedure {procedure}: {amount} is not owed but secured"
RELIEVED = "Relieved under procedure {procedure}: {amount} is not owed"
