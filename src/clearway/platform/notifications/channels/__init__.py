"""Ways out of the house: each hands one delivery over and says honestly how that ended."""
