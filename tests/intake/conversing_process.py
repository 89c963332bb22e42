"""A process of its own that takes every other message of a conversation: `python -m tests.intake.conversing_process URL PART`."""

import sys

from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.reference.load import load_reference
from command_center.store.db import Database
from command_center.store.reports import Reports
from tests.intake.talking import NOW, conversation


def main(url: str, part: int) -> None:
    """Take the messages whose place in the conversation leaves `part` when halved; wait for a line before the first."""
    reference = load_reference()
    db = Database(url)
    intake = Intake(Reports(db), Examiner(reference, Locator(reference.areas)), simulated=False)
    print("ready", flush=True)
    sys.stdin.readline()
    for item in conversation()[part::2]:
        intake.accept([Parsed(None, NOW, (item,))], NOW)
    db.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
