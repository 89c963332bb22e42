"""Access control and the machine interfaces, asked over HTTP as a stranger would."""
