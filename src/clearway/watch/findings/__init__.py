"""Findings: one for each scenario and case, kept right as records change, told when they are sure."""
