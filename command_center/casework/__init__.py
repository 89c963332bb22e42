"""Casework: the steps that P3M and the OPD take with a report, and what time does to it."""
