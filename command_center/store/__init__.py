"""The write side: tables, inbox, reports, event log, users. The only room that imports sqlalchemy."""
