"""What the Command Center does: intake, triage, deadlines, heartbeat."""
