"""Structured log lines on standard error: readable for people, JSON for a collector; nothing in them acts on who reads."""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO, cast

import structlog

from command_center.errors import CommandCenterError

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

_ACTING = re.compile(
    # Control characters, line and paragraph ends, what turns the direction of writing or is not seen, half characters.
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_INDENT = "    "
_LEFT_OUT = "(its words are left out: they may be what somebody sent; LOG_LEVEL=debug shows them)"


def set_up_logs(level: str, form: str) -> None:
    """Write lines of `level` and above; `form` is text or json. Library logs go the same way from warnings on.

    Characters that steer a terminal, end a line or turn its direction are escaped in what is logged, whoever logs it.
    A traceback says where and of which kind; what an error of another library says may hold what a citizen or a
    browser sent, and stands there only at the level debug.
    """
    number = getattr(logging, level.upper())
    told = number <= logging.DEBUG

    def written(exc_info: ExcInfo) -> str:
        return traceback_text(exc_info[1], words=told)

    renderer: structlog.typing.Processor
    steps: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        _inert_values,
    ]
    if form == "json":
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
        steps.append(structlog.processors.ExceptionRenderer(written))
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=lambda out, exc_info: _write(out, written(exc_info))
        )
    structlog.configure(
        processors=[*steps, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        # It asks for no more than it is given: write and flush.
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Unfailing(sys.stderr))),
        # A logger that was kept would go on as an earlier call of this function told it.
        cache_logger_on_first_use=False,
    )
    logging.setLogRecordFactory(_inert_records(written))
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _JsonLines() if form == "json" else logging.Formatter("%(asctime)s [%(levelname)s] %(name)s: %(message)s")
    )
    threading.excepthook = _tell_thread_error
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler])


class _Unfailing:
    """Where lines go; one that cannot be written, since the disk is full or the reader has gone, is let go.

    Work must not fail because nobody can be told of it. Libraries' lines go through `logging`, which does the same.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """As a file's."""
        with suppress(OSError, ValueError):
            self._out.write(text)
        return len(text)

    def flush(self) -> None:
        """As a file's."""
        with suppress(OSError, ValueError):
            self._out.flush()


def _tell_thread_error(failed: threading.ExceptHookArgs) -> None:
    """A thread that ends by an error is told as one line of the log and a traceback, not as Python would write it."""
    if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
        name = failed.thread.name if failed.thread is not None else ""
        where = (failed.exc_type, failed.exc_value, failed.exc_traceback)
        logging.getLogger("threads").error("thread_failed: %s", name, exc_info=where)


def inert(text: str) -> str:
    """A text on one line, with characters that act on a reader's screen written out, such as ESC and U+2028."""
    return _ACTING.sub(lambda found: _escaped(ord(found[0])), text)


def traceback_text(error: BaseException, *, words: bool = False) -> str:
    """Where an error came from and of which kind it is, with those that caused it; never a value of a variable.

    What it says is told of our own errors and of the system's, and of all with `words`. Lines are indented, so that
    none of them can pass for a line of the log.
    """
    lines: list[str] = []
    for each in reversed(list(_chain(error))):
        lines += ["Traceback (most recent call last):"]
        lines += "".join(traceback.format_list(traceback.extract_tb(each.__traceback__))).splitlines()
        kind = f"{type(each).__module__}.{type(each).__qualname__}".removeprefix("builtins.")
        says = str(each) if words or isinstance(each, CommandCenterError) else _system_words(each)
        lines += [f"{kind}: {says or _LEFT_OUT}"]
    return "\n".join(_INDENT + inert(line) for line in lines)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what caused it, what caused that; each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _system_words(error: BaseException) -> str:
    """What the operating system says: its own words, without the name of a file."""
    return error.strerror or "" if isinstance(error, OSError) else ""


def _escaped(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _inert_values(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {inert(str(name)): value if name == "exc_info" else _inert_value(value) for name, value in event.items()}


def _inert_value(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, Mapping):
        return {inert(str(name)): _inert_value(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_inert_value(each) for each in value]
    return inert(repr(value))


def _write(out: TextIO, text: str) -> None:
    out.write("\n" + text)


def _inert_records(written: Callable[[ExcInfo], str]) -> Callable[..., logging.LogRecord]:
    """Makes the records of the standard library's logging, so that no handler of any library writes them otherwise."""

    def make(*args: Any, **named: Any) -> logging.LogRecord:
        record = logging.LogRecord(*args, **named)
        try:
            message = record.getMessage()
        except Exception:  # arguments that do not fit the message: the library's fault, told as far as it goes
            message = f"{record.msg} {record.args!r}"
        record.msg, record.args = inert(message), ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = written((record.exc_info[0], record.exc_info[1], record.exc_info[2]))
        if record.stack_info:
            record.stack_info = "\n".join(inert(line) for line in record.stack_info.splitlines())
        return record

    return make


class _JsonLines(logging.Formatter):
    """A library's line as the JSON of our own."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object."""
        line = {
            "event": record.getMessage(),
            "logger": inert(record.name),
            "level": record.levelname.lower(),
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
        }
        if record.exc_text:
            line["exception"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)
