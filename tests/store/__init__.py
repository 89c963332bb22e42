"""The write side on a real SQLite file."""
