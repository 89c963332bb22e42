"""Figures, each a pure function named for what it shows."""
