"""The worked examples of the page of methods: small invented figures and what the methods make of them.

They stand here as numbers so that the page opens without the libraries of the methods; tests count them anew by the
methods themselves.
"""

from datetime import date

# Anomalies: the eight Tuesdays before, and a Tuesday.
TUESDAYS = (12, 9, 11, 10, 13, 8, 11, 10)
TUESDAY = 24
USUAL_MEAN, USUAL_LOW, USUAL_HIGH = 10.5, 3, 21

# Moving mean: seven days.
SEVEN_DAYS = (21, 19, 20, 22, 18, 9, 10)
SEVEN_MEAN = 17.0

# Forecast: four weeks like the first, then four like the second, each from Monday.
FIRST_WEEK = (20, 24, 20, 20, 16, 12, 8)
SECOND_WEEK = (25, 30, 25, 25, 20, 15, 10)
ALL_DAYS, ALL_TUESDAYS = 19.3, 27.0
PROFILE, LEVEL = 1.4, 21.4
FORECAST_MEAN, FORECAST_LOW, FORECAST_HIGH = 30.0, 21, 39

# Answer times, in working days.
ANSWERED = (1, 2, 2, 4, 6)
STILL_OPEN = (3, 8, 9)
ANSWERED_MEAN = 3.0
CURVE = ((1, 0.875), (2, 0.625), (4, 0.46875), (6, 0.3125))
MEDIAN, TERM, LATE_SHARE = 4, 5, 0.46875

# Fairness: two departments, two categories, cases and late ones.
GROUPS = {"a": {"road": (100, 30), "drain": (100, 10)}, "b": {"road": (100, 10), "drain": (300, 50)}}
CITY_SHARES = {"road": 0.20, "drain": 0.15}
EXPECTED = {"a": 35.0, "b": 65.0}
LATE = {"a": 40, "b": 60}
RATIOS = {"a": (1.14, 0.84, 1.50), "b": (0.92, 0.72, 1.16)}
"""Ratio, lower and upper limit."""

# Silence: two areas of as many people.
REPORTS = (10, 30)
PEOPLE = 1000
AREA_EXPECTED, AREA_SMOOTHED, AREA_LOW, AREA_HIGH = 20, 12.0, 6.7, 18.8

# Breaches: cases open after five working days, those of them open after ten, and as many waiting now.
OPEN_AFTER_FIVE, OPEN_AFTER_TEN = 40, 10
CHANCE = 0.25
WAITING = 4
BREACHES, BREACHES_LOW, BREACHES_HIGH = 1.0, 0, 3

# Channels: reports an hour, and minutes of silence.
HOURLY = 6
MINUTES = 40
EXPECTED_IN_SILENCE = 4.0
SILENCE = 0.018

# Tide: the hours of a high water and of two floods, metres.
THRESHOLD, HIGHEST = 0.90, 1.12

# Working days: a Friday before a long weekend, and a term of three working days.
RECEIVED, DUE, DAYS = date(2026, 8, 14), date(2026, 8, 20), 3
"""Monday 17 August is a holiday."""
STRIP = tuple((date(2026, 8, 14 + at), number) for at, number in enumerate((0, 0, 0, 0, 1, 2, 3)))
"""Each day with its number in the count, 0 where it does not count."""
