"""What the screens look like: pure functions from a frozen view to components."""
