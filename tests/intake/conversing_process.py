"""A process of its own that takes every other message of a conversation: `python -m tests.intake.conversing_process PART`."""

import sys

from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.reference.load import load_reference
from command_center.store.db import Database
from command_center.store.reports import Reports
from tests.intake.talking import NOW, conversation


def main(part: int) -> None:
    """For each database whose URL comes in a line: take the messages whose place in the conversation leaves `part` when
    halved, after waiting for a line before the first.
    """
    reference = load_reference()
    examiner = Examiner(reference, Locator(reference.areas))
    for url in sys.stdin:
        db = Database(url.strip())
        intake = Intake(Reports(db), examiner, simulated=False)
        print("ready", flush=True)
        sys.stdin.readline()
        for item in conversation()[part::2]:
            intake.accept([Parsed(None, NOW, (item,))], NOW)
        db.close()
        print("done", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
