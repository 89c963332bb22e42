"""What a server that runs says of itself to a command beside it: asked over HTTP, with the figures that a monitor gets."""

from contextlib import suppress

import httpx
from prometheus_client.parser import text_string_to_metric_families

from command_center.errors import BadSetting, CommandCenterError
from command_center.settings import Settings
from command_center.web.security.settings import SecuritySettings, read_security_settings
from program.var_lock import DataLock

SECONDS = 5.0
"""How long an answer may take."""

Figures = dict[str, dict[str, float]]
"""Name of a figure without ``command_center_`` -> its values by name or channel ("" where it has one value only)."""


NOTE = "server_address"
"""File in VAR_DIR that says where the server of these data listens."""


class NotTold(CommandCenterError):
    """The figures cannot be had. The message says why; `bad` where somebody should act on it."""

    def __init__(self, why: str, *, bad: bool) -> None:
        super().__init__(why)
        self.bad = bad


def note_address(settings: Settings) -> DataLock:
    """Write down where a server listens, for the commands of the same data: PORT may have been given to it alone.

    The note holds for as long as the lock is held, until the server's process ends however it ends.
    """
    (settings.var_dir / NOTE).write_text(f"{settings.host} {settings.port}\n", encoding="utf-8")
    lock = DataLock(settings.var_dir / f"{NOTE}.lock")
    lock.share()
    return lock


def as_running(settings: Settings) -> Settings:
    """The settings with host and port of the server that runs on these data, where none are given otherwise."""
    note = settings.var_dir / NOTE
    if settings.model_fields_set & {"host", "port"} or not note.exists():
        return settings
    lock = DataLock(settings.var_dir / f"{NOTE}.lock")
    try:
        lock.hold("a server runs")
    except BadSetting:
        with suppress(OSError, ValueError):
            host, port = note.read_text(encoding="utf-8").split()
            return settings.model_copy(update={"host": host, "port": int(port)})
    finally:
        lock.close()
    return settings


def security_settings(settings: Settings) -> SecuritySettings:
    """The settings of access control, with a token for /metrics also where none is set.

    It is derived from the key that signs sessions: who has that may do anything, so that nobody is let in by it who
    was not before.
    """
    given = read_security_settings()
    token = given.metrics_token or settings.derived_secret("metrics for the commands of this installation")
    return given.model_copy(update={"metrics_token": token})


def address(settings: Settings) -> str:
    """Where a server with these settings is reached from its own machine, whatever stands in front of it."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def ask_figures(settings: Settings) -> Figures:
    """The figures of the server that runs with these settings. Raises NotTold."""
    where = address(settings)
    try:
        answer = httpx.get(
            f"{where}/metrics",
            headers={"Authorization": f"Bearer {security_settings(settings).metrics_token}"},
            timeout=SECONDS,
            trust_env=False,
        )
    except httpx.ConnectError:
        raise NotTold(f"none runs at {where}: `manage.py serve` starts one", bad=False) from None
    except httpx.HTTPError as error:
        raise NotTold(
            f"something listens at {where} and does not answer ({type(error).__name__}): see its log", bad=True
        ) from error
    if answer.status_code in (401, 403):
        raise NotTold(
            f"one runs at {where} and does not trust this command: give it the SECRET_KEY (or VAR_DIR) and the "
            "METRICS_TOKEN that the server has",
            bad=True,
        )
    if answer.status_code == 503:
        raise NotTold(f"one runs at {where} and cannot reach its database: {answer.text.strip()[:300]}", bad=True)
    figures = _figures(answer.text) if answer.status_code == 200 else {}
    if "log_head" not in figures:
        raise NotTold(f"another program answers at {where}: choose another PORT for one of the two", bad=True)
    return figures


def _figures(text: str) -> Figures:
    figures: Figures = {}
    try:
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                name = sample.name.removeprefix("command_center_")
                figures.setdefault(name, {})[": ".join(sample.labels.values())] = sample.value
    except ValueError:
        # Whatever answered there does not speak as a server of ours does.
        return {}
    return figures
