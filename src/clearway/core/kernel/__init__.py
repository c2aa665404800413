"""Values without customs meaning: money, periods, paths into a declaration, findings."""
