"""The preventive watch: records of separate systems are joined, and what was omitted is told in time."""
