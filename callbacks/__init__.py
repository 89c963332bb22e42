"""What the screens do: one file a page, each with `register(app, ...)`."""
