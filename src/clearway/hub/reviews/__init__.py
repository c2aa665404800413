"""Reviews: every emergency look-up is looked at afterwards by somebody else, in time, and judged."""
