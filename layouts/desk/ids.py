"""Ids of the desk's components."""

ROOT = "desk-root"
SETUP = "desk-setup"
INBOX = "desk-inbox"
REPORT = "desk-report"
ACTS = "desk-acts"
