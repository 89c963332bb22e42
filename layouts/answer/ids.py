"""Ids of the page on which a department answers a report."""

ROOT = "answer-root"
FORM = "answer-form"
TEXT = "answer-text"
SIZE = "answer-size"
TOLD = "answer-told"
