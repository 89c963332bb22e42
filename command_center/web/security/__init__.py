"""Who may do what: sign-in, devices, the guard, headers, limits."""
