"""Pages about people: the own account, all accounts, and the audit. Forms that the server writes itself."""
