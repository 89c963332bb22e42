"""Instructions of the mayor, as their department reads and answers them."""
