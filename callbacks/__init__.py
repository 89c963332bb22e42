"""What the screens do: one file a page, each with its `PAGE`; `page.py` says what a page is."""
