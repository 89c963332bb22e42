"""Alerts in words, for the page, the wall and messages; and the page of alerts."""
