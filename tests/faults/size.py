"""How large the faults are: tiny in `make test`, as large as asked in `make faults`."""

import os

KILLS = int(os.environ.get("FAULT_KILLS", "2"))
"""How often the server is killed while messages come in."""
SENDERS, TIMES = (64, 50) if "FAULT_KILLS" in os.environ else (16, 4)
"""How many send the same message at once, and how often each."""
ATTACKERS, ATTACK_SECONDS = (1000, 30) if "FAULT_KILLS" in os.environ else (100, 2)
"""How many connections an attacker opens, and how long each attack lasts."""
WEEK_SECONDS = 300 if "FAULT_KILLS" in os.environ else 20
"""How long a wall is watched while a demo writes 2,000 times as fast as the city: a week, or half a day."""
SEED = int(os.environ.get("FAULT_SEED", "1"))
"""Decides when a server is killed and what is sent again."""
SECONDS = 120 + 60 * KILLS
"""After which a test counts as hanging."""
