"""Figures: what the watch has found and what came of it, counted by scenario and government, never by person."""
