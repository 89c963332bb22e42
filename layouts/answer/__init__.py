"""One report of a department, as the department reads and answers it."""
