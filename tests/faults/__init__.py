"""What must not be lost or let in when things go wrong: `make faults`; a tiny run of it is part of `make test`."""
