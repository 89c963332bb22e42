"""The simulator's loop: citizens write, senders encode, the post office delivers, at a chosen speed."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from random import Random

from simulation.citizens import CitizenWriter
from simulation.post import OnSent, PostOffice, SendingOutcome, Tally
from simulation.scenarios import PlannedSending, Scenario, planned_sendings
from simulation.senders.encode import encode
from simulation.senders.sending import Secrets, Sending

WORKERS = 8
"""Requests on their way at once, at most."""


def simulate(
    base_url: str,
    secrets: Secrets,
    *,
    writer: CitizenWriter,
    scenario: Scenario,
    speed: float = 1.0,
    seed: int | None = None,
    limit: int = 0,
    until: datetime | None = None,
    on_sent: OnSent | None = None,
    stop: threading.Event | None = None,
) -> Tally:
    """Play `scenario` against the server at `base_url` from now on; returns what became of it.

    The simulated clock starts now and runs `speed` times as fast as the real one; messages carry the real time at
    which they are sent. Ends after `limit` messages (0: never), at `until` of the simulated clock (None: never), or
    when `stop` is set. Same seed and start time: same messages. `on_sent` is called from several threads. Raises
    ServerAway, BadSetting.
    """
    stop = stop or threading.Event()
    start = datetime.now(UTC)
    rng = Random(seed if seed is not None else start.timestamp())
    planned = _until(planned_sendings(scenario, writer, rng, start, serials(start)), until)
    with PostOffice(base_url, stop=stop, connections=WORKERS) as office:
        office.check()
        return run(_limited(planned, limit), secrets, office, start=start, speed=speed, on_sent=on_sent, stop=stop)


def run(
    planned: Iterable[PlannedSending],
    secrets: Secrets,
    office: PostOffice,
    *,
    start: datetime,
    speed: float,
    on_sent: OnSent | None,
    stop: threading.Event,
) -> Tally:
    """Send everything planned when it is due: `start` is now, `speed` 0 means without waiting. Raises BadSetting."""
    tally, counting = Tally(), threading.Lock()
    room = threading.Semaphore(4 * WORKERS)
    begun = datetime.now(UTC)

    def sent(future: "Future[SendingOutcome]") -> None:
        room.release()
        if future.cancelled() or future.exception():
            return
        with counting:
            tally.add(future.result())
        if on_sent:
            on_sent(future.result())

    with ThreadPoolExecutor(WORKERS, "citizen") as pool:
        futures: list[Future[SendingOutcome]] = []
        for plan in planned:
            if speed:
                due = begun + (plan.at - start) / speed
                if stop.wait(max(0.0, (due - datetime.now(UTC)).total_seconds())):
                    break
            sending = sending_of(plan, secrets, lambda at: begun + (at - start) / speed if speed else begun)
            for _ in range(plan.copies):
                room.acquire()
                future = pool.submit(office.post, sending)
                futures.append(future)
                future.add_done_callback(sent)
            futures = [future for future in futures if not future.done() or _raise(future)]
            if stop.is_set():
                break
    for future in futures:
        _raise(future)
    return tally


def sending_of(plan: PlannedSending, secrets: Secrets, real: Callable[[datetime], datetime]) -> Sending:
    """The request of what is planned; `real` gives the real time of a simulated one.

    A message that comes again carries the time of its first writing: else it would be an edited one.
    """
    messages = [replace(message, sent_at=real(message.sent_at)) for message in plan.messages]
    return encode(messages, secrets, plan.resend)


def serials(start: datetime) -> Iterator[int]:
    """Serials that no other run has: they begin with the start time in microseconds."""
    return count(int(start.timestamp() * 1_000_000))


def _raise(future: "Future[SendingOutcome]") -> bool:
    """False, or the error that the request ended with."""
    future.result()
    return False


def _until(planned: Iterator[PlannedSending], until: datetime | None) -> Iterator[PlannedSending]:
    for plan in planned:
        if until is not None and plan.at >= until:
            return
        yield plan


def _limited(planned: Iterator[PlannedSending], limit: int) -> Iterator[PlannedSending]:
    """What is planned, with `limit` different messages in all, their repeats included (0: without limit)."""
    seen: set[int] = set()
    for plan in planned:
        fresh = [message.serial for message in plan.messages if message.serial not in seen]
        if limit and fresh and len(seen) == limit:
            return
        if limit:
            seen.update(fresh[: limit - len(seen)])
            plan = replace(plan, messages=tuple(m for m in plan.messages if m.serial in seen))
        yield plan
