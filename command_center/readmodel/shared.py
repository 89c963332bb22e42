"""Answers that were given lately, shared by those who ask for the same: one at a time makes one, who comes meanwhile gets it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class SharedAnswers(Generic[Answer]):
    """The last `kept` answers; safe to share between threads.

    A key must tell all that an answer hangs on, the rights of who asks too, but for the moment.
    """

    def __init__(self, kept: int) -> None:
        self._most = kept
        self._answers: OrderedDict[tuple[Hashable, int], Answer] = OrderedDict()
        self._count = 0
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, stands: Callable[[Answer], bool], make: Callable[[], Answer]) -> Answer:
        """The newest answer of this key that still `stands`, or the one that `make` gives now."""
        if (answer := self._find(key, stands)) is not None:
            return answer
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            if (answer := self._find(key, stands)) is not None:
                return answer
            try:
                answer = make()
            except BaseException:
                with self._lock:
                    self._made(key, making)
                raise
            with self._lock:
                # At once, so that nobody finds neither the answer nor who makes it.
                self._keep(key, answer)
                self._made(key, making)
            return answer

    def _find(self, key: Hashable, stands: Callable[[Answer], bool]) -> Answer | None:
        with self._lock:
            for at, answer in reversed(self._answers.items()):
                if at[0] == key and stands(answer):
                    self._answers.move_to_end(at)
                    return answer
        return None

    def _made(self, key: Hashable, making: Lock) -> None:
        if self._making.get(key) is making:
            del self._making[key]

    def _keep(self, key: Hashable, answer: Answer) -> None:
        self._count += 1
        self._answers[key, self._count] = answer
        while len(self._answers) > self._most:
            self._answers.popitem(last=False)
