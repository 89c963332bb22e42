"""How large the faults are: tiny in `make test`, as large as asked in `make faults`."""

import os

from tests.long_run import LONG_RUN

KILLS = int(os.environ.get("FAULT_KILLS", "2"))
"""How often the server is killed while messages come in."""
SENDERS, TIMES = (64, 50) if LONG_RUN else (16, 4)
"""How many send the same message at once, and how often each."""
ATTACKERS, ATTACK_SECONDS = (1000, 30) if LONG_RUN else (50, 0.8)
"""How many connections an attacker opens, and how long each attack lasts."""
DRIP_SECONDS = 1.0 if LONG_RUN else 0.4
"""How often a connection of an attacker goes on: twice in each attack at least."""
SEND_PAUSE = 0.0 if LONG_RUN else 0.04
"""Seconds that each connection of a stream of messages rests between two."""
WEEK_SPEED = 3600
"""How many times as fast as the city a demo writes while a wall is watched: as fast as it may."""
WEEK_SECONDS = 168 if LONG_RUN else 5
"""How long it is watched: a week, or some hours."""
SEED = int(os.environ.get("FAULT_SEED", "1"))
"""Decides when a server is killed and what is sent again."""
SECONDS = 120 + 60 * KILLS
"""After which a test counts as hanging."""
