"""The mayor's own work: reports not seen yet, and instructions to departments."""
