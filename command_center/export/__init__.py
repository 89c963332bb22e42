"""Exports: which reports, as which rows, in which file format."""
