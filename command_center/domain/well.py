"""Which words of a text say what is well: they praise, thank or concede, and what is wrong stands elsewhere.

"Jalan sudah bagus, got sudah bagus, tinggal lampunya": the road and the drain are no subjects. Words go by clauses, since
one sentence says both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WELL_COUNTS = 0.25
"""What a word counts that says what is well."""
_PRAISED_WITHIN = 2
"""Words after "sudah" among which "bagus" stands."""
_ENOUGH_ELSE = 3
"""Words that must say something else: who only thanks speaks of what is well."""
_CLAUSE_END = re.compile(r"[^\w\s\-/'\"#]|\n")


@dataclass(frozen=True, slots=True)
class WellWords:
    """Words of clauses that say what is well, in lower case as people write them.

    `done` ("sudah") before one of `praises` ("bagus"), one of `thanks` with `done` or "atas", one of `concessions`
    ("maklum") by itself or one of `nothings` ("masalah") after one of `denials` ("tidak") make such a clause; other
    denials unmake it. Clauses end with signs and before `turns` ("tapi") and what is asked for.
    """

    done: frozenset[str] = frozenset()
    praises: frozenset[str] = frozenset()
    thanks: frozenset[str] = frozenset()
    concessions: frozenset[str] = frozenset()
    nothings: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()


def ends_clause(gap: str) -> bool:
    """Whether what stands between two words ends a clause."""
    return gap not in (" ", "") and _CLAUSE_END.search(gap) is not None


def well(words: Sequence[str], starts: Sequence[int], known: WellWords) -> frozenset[int]:
    """The numbers of the words that say what is well; `starts` are the words with which clauses begin, in order.

    Empty where the text says nothing else.
    """
    if all(each.isdisjoint(words) for each in (known.done, known.thanks, known.concessions, known.nothings)):
        return frozenset()
    found: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        if _is_well(words[start:end], known):
            found += range(start, end)
    return frozenset(found) if len(words) - len(found) >= _ENOUGH_ELSE else frozenset()


def _is_well(clause: Sequence[str], known: WellWords) -> bool:
    denied = [number for number, word in enumerate(clause) if word in known.denials]
    if denied:
        return all(number + 1 < len(clause) and clause[number + 1] in known.nothings for number in denied)
    if not known.concessions.isdisjoint(clause):
        return True
    done = [number for number, word in enumerate(clause) if word in known.done]
    if any(not known.praises.isdisjoint(clause[number + 1 : number + 1 + _PRAISED_WITHIN]) for number in done):
        return True
    thanked = next((number for number, word in enumerate(clause) if word in known.thanks), None)
    return thanked is not None and (any(number > thanked for number in done) or "atas" in clause[thanked:])
