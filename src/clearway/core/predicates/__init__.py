"""The checked subset of SQL in which targeting rules and watch scenarios are written."""
