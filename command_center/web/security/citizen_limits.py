"""How much citizens may send and ask: reports of an address and of a contact, guesses at a code, looks near by."""

REPORTS_ADDRESS = "30/minute;300/hour"
"""Reports from one address: a whole village may share that of its mobile network."""
REPORTS_CONTACT = "10/hour;30/day"
"""Reports that name one contact."""
GUESSES_ADDRESS = "20/minute;100/hour"
"""Wrong codes from one address. A code has 40 bits: a million guesses find one of a given report once in a million tries."""
GUESSES_FIRST = "3/hour"
"""Wrong codes for one tracking number from one address that count for the address alone: whoever types the right code within
them is let in, whatever others try meanwhile. Ten thousand addresses that try so all day find it once in four thousand years.
"""
GUESSES_NUMBER = "20/hour;100/day"
"""Wrong codes for one tracking number beyond those, from all addresses together. A browser that has opened the report is not
counted.
"""
NEARBY_ADDRESS = "60/minute;600/hour"
"""Questions for open reports near by, which anybody may ask."""
ACTS_ADDRESS = "30/minute;200/hour"
"""Replies, ratings and the like from one address."""
