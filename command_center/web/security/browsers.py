"""Which browser and system somebody uses, as far as a person tells them apart in a list of the own sessions."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Sign in the header -> name; most browsers also name those that they are like, so the order counts."""
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def browser_family(user_agent: str) -> str:
    """Such as "Firefox · Windows"; "" where the header names none that is known."""
    found = [next((name for sign, name in kinds if sign in user_agent[:1000]), "") for kinds in (_BROWSERS, _SYSTEMS)]
    return " · ".join(filter(None, found))
