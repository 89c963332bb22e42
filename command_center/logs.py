"""Structured log lines on standard error: readable for people, JSON for a collector."""

import logging
import sys

import structlog


def set_up_logs(level: str, form: str) -> None:
    """Write lines of `level` and above; `form` is text or json. Library logs go the same way from warnings on."""
    number = getattr(logging, level.upper())
    renderer: structlog.typing.Processor
    if form == "json":
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # The other formatters print local variables: payloads of citizens do not belong into a log.
            exception_formatter=structlog.dev.plain_traceback,
        )
    steps: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
    ]
    if form == "json":
        steps.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*steps, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(number, logging.WARNING), format="%(asctime)s [%(levelname)s] %(name)s: %(message)s")
