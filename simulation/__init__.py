"""Invented citizens and staff of a demo: they write and answer; nothing here is a real person or a real report."""
