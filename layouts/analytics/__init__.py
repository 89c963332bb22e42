"""The analysis of a selection of reports: filter bar, figures and rows, for Diskominfo."""
