"""The rows of the table of what falls due: working days, and days off by name."""

from datetime import date, timedelta

from command_center.readmodel.briefing_view import DueReports


def day_rows(due: DueReports, first: date, most: int) -> list[tuple[date, date, str]]:
    """(first day, last day, name of the day off) of each row, `most` at most: the last stands for all that are left.

    Weekends are left out, and days off in a row with one name are one row; a day off on which another system lets a
    deadline end is a day as others are.
    """
    off = {each.day: each.name for each in due.days_off}
    asked = {each.day for each in due.cells}
    rows: list[tuple[date, date, str]] = []
    for day in (first + timedelta(days=ahead) for ahead in range((due.until - first).days + 1)):
        if day in asked or day not in off:
            rows.append((day, day, ""))
        elif off[day] and rows and rows[-1][2] == off[day]:
            rows[-1] = rows[-1][0], day, off[day]
        elif off[day]:
            rows.append((day, day, off[day]))
    if len(rows) > most:
        rows[most - 1 :] = [(rows[most - 1][0], rows[-1][1], "")]
    return rows
