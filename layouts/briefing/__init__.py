"""The mayor's briefing: one sheet, the same on the screen and on paper."""
