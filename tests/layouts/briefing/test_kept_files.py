"""Files of a briefing: made once, one at a time, and nobody waits without end while others want to be answered."""

import threading

import pytest

from layouts.briefing.kept_files import Busy, KeptFiles


def test_a_file_is_made_once_and_the_oldest_is_forgotten():
    files, made = KeptFiles(kept=2), []

    def of(key):
        return files.of(key, lambda: made.append(key) or key.encode())

    assert [of(key) for key in ("a", "a", "b", "a", "c", "a", "b")] == [b"a", b"a", b"b", b"a", b"c", b"a", b"b"]
    assert made == ["a", "b", "c", "b"]


def test_what_fails_is_not_kept_and_stops_nobody():
    files = KeptFiles(waiting=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            files.of("a", lambda: 1 // 0)
    assert files.of("a", lambda: b"a") == b"a"


def test_only_some_wait_while_one_is_made():
    files, begun, go = KeptFiles(waiting=2), threading.Event(), threading.Event()
    got = []

    def slow():
        begun.set()
        assert go.wait(20)
        return b"slow"

    first = threading.Thread(target=lambda: got.append(files.of("slow", slow)))
    first.start()
    assert begun.wait(20)
    second = threading.Thread(target=lambda: got.append(files.of("slow", lambda: b"never")))
    second.start()
    while files._places._value:
        pass
    with pytest.raises(Busy):
        files.of("other", lambda: b"other")
    go.set()
    first.join(20)
    second.join(20)
    assert got == [b"slow", b"slow"]
    assert files.of("other", lambda: b"other") == b"other"
