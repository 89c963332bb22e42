"""Queries of the OPD pages: each asks for one department, whose code comes from the session or was allowed by it."""
