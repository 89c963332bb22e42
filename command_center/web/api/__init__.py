"""What machines ask: exports, health, metrics."""
