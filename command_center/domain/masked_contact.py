"""What of a reporter may be seen without a reason: enough to tell two people apart, too little to call or name one."""

import re

DOT = "•"
_LAST = 3


def masked_contact(contact: str) -> str:
    """A number with its last three digits, an address with its first letter and its host, an account with its first letter."""
    if not contact:
        return ""
    digits = re.sub(r"\D", "", contact)
    if len(digits) >= 8 and len(digits) >= len(contact) * 0.6:
        local = "0" + digits[2:] if digits.startswith("62") else digits
        hidden = local[:2] + DOT * (len(local) - 2 - _LAST) + local[-_LAST:]
        return "-".join(hidden[start : start + 4] for start in range(0, len(hidden), 4))
    name, at, host = contact.partition("@")
    if name and at and host:
        return f"{name[0]}{DOT * 5}@{host}"
    return f"{contact[:2] if contact.startswith('@') else contact[0]}{DOT * 5}"


def masked_name(name: str) -> str:
    """The first letter of each of the first two words."""
    return " ".join(f"{word[0]}{DOT * 5}" for word in name.split()[:2])
