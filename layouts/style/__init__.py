"""The visual system on one page, for those who build pages."""
