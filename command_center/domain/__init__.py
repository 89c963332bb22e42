"""Rules of the service in plain Python: the standard library only, no input or output."""
