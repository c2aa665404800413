"""The law of a country on a day: parameters, code lists, tariff, rules and formulas, with references."""
