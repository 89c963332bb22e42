"""The working of every deadline of a report as lines of plain text: for the command line, a mail or a message."""

from command_center.domain.due_explained import DueExplained, StageExplained
from layouts.figures import deadline_words
from layouts.i18n import Words


def deadline_lines(explained: DueExplained, words: Words, *, days: bool = True) -> list[str]:
    """A heading for each stage, its sentences, and a line for each day unless `days` is False."""
    if not explained.stages:
        return [words("due.none")]
    lines: list[str] = []
    for stage in explained.stages:
        lines += [*([""] if lines else []), words(f"due.stage_{stage.stage}"), *_sentences(stage, explained, words)]
        if days:
            lines += [f"  {deadline_words.day_in_words(day, words, hours=stage.hours)}" for day in stage.days]
    return lines


def _sentences(stage: StageExplained, explained: DueExplained, words: Words) -> list[str]:
    policy = explained.label.in_language(words.language)
    found = [
        f"{deadline_words.counting(stage, words)} {deadline_words.until(stage, words)}",
        deadline_words.not_counted(stage, words),
        deadline_words.policy_of(stage, f"{policy} ({explained.policy})", words),
        *deadline_words.pauses(stage, words),
        *deadline_words.changes(stage, words),
        deadline_words.outcome(stage, words),
        words("due.provisional") if stage.provisional else "",
        deadline_words.otherwise(stage, words),
    ]
    return [line for line in found if line]
