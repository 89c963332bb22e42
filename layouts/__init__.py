"""What the screens look like: pure functions from a frozen view to components. A folder a page; the rest they share."""
