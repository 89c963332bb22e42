"""Settings of the installation: environment variables or a `.env` file, each with a default and a help text."""

import hashlib
import hmac
import ipaddress
import re
import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from command_center.errors import BadSetting

_HOST = re.compile(r"[A-Za-z0-9.:_-]+")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


class Settings(BaseSettings):
    """What every part of the program may ask. Field `var_dir` is the environment variable VAR_DIR, and so on."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8050, ge=1, le=65535, description="TCP port to listen on.")
    base_url: str = Field(
        "",
        description="Address people type, without a path; empty means http://HOST:PORT. With https, cookies are sent over TLS only.",
    )
    var_dir: Path = Field(Path("var"), description="Folder for databases, generated secrets and imported boundaries.")
    database_url: str = Field(
        "",
        description="SQLAlchemy URL, for example postgresql+psycopg://user:secret@host/name; empty means a SQLite file in VAR_DIR.",
    )
    redis_url: str = Field(
        "", description="Redis as rate-limit store shared by several processes; empty keeps limits in memory."
    )
    demo: bool = Field(
        True,
        description="1 fills an empty database with simulated history and runs the simulator; 0 starts empty, for real feeds.",
    )
    demo_speed: float = Field(
        30.0, gt=0, le=3600, description="How many times faster than real the demo's citizens write."
    )
    secret_key: str = Field(
        "", description="At least 32 characters that sign sessions; empty generates one into VAR_DIR/secret_key."
    )
    language: Literal["id", "en"] = Field(
        "id", description="Language of the screens before a person chooses: id or en."
    )
    theme: Literal["gelap", "terang"] = Field(
        "gelap", description="Theme of the wall before a screen chooses: gelap (dark) or terang (light)."
    )
    city_dir: Path | None = Field(
        None, description="Folder with the city's own reference files; each replaces ours of the same name."
    )
    jurisdiction_id: str = Field("semarangkota.go.id", description="Open311 jurisdiction that the city answers for.")
    service_name: str = Field("Lapor Hendi", description="Name of the service on screens and in answers.")
    wall_viewing_distance_m: float = Field(
        5.0, gt=0, le=50, description="Distance in metres from which the wall is read; sets its type sizes."
    )
    wall_screen_width_mm: float = Field(
        3630.0, gt=100, le=20000, description="Width of the wall's screen in millimetres (1430: a 65-inch screen)."
    )
    map_tile_url: str = Field(
        "",
        description="Raster tile URL with {z}/{x}/{y}, and {s} for the servers a, b and c; empty draws the city's outlines only and asks no other host.",
    )
    map_tile_attribution: str = Field(
        "",
        description="Whom the map names for its tiles; public servers ask for it: © OpenStreetMap contributors.",
    )
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="How many reverse proxies stand in front and set X-Forwarded-For/-Proto."
    )
    threads: int = Field(
        32,
        ge=4,
        le=1000,
        description="Threads that answer requests. A request takes one when it is there as a whole; open walls have threads of their own.",
    )
    sockets: int = Field(
        200,
        ge=1,
        le=1000,
        description="Most live connections (WebSocket) at once, of all walls; each holds three threads. A wall that gets none asks over HTTP.",
    )
    sockets_per_person: int = Field(
        20,
        ge=1,
        le=1000,
        description="Most live connections of one person or wall device: its windows, and those just cut.",
    )
    sockets_per_address: int = Field(
        100,
        ge=1,
        le=1000,
        description="Most live connections from one address: an office behind one. Behind a proxy set TRUSTED_PROXIES, or all are one address.",
    )
    briefing_time: str = Field(
        "06:00", description="When the mayor's briefing is issued each day, in WIB; it knows what was known until then."
    )
    briefing_addressee: str = Field(
        "", max_length=40, description="How the briefing addresses its reader, such as Bapak or Ibu; empty: Wali Kota."
    )
    briefing_decision_days: int = Field(
        5,
        ge=1,
        le=250,
        description="From how many working days over its deadline on a report stands among what needs a decision.",
    )
    briefing_recipients: str = Field(
        "",
        description="Addresses that the briefing is mailed to when it is issued, with commas between; empty: nobody.",
    )
    smtp_host: str = Field("", description="Mail server that letters are handed in at; empty: no mail is sent.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port: 587 with starttls, 465 with ssl.")
    smtp_security: Literal["starttls", "ssl", "none"] = Field(
        "starttls",
        description="How the connection to it is protected. none sends letter and password in the open: for a server within the house.",
    )
    smtp_user: str = Field("", description="Name to sign in there with; empty: without signing in.")
    smtp_password: str = Field("", description="Password to it.")
    smtp_sender: str = Field(
        "",
        validate_default=True,
        description="Address that letters come from, such as laporan@semarangkota.go.id; needed with SMTP_HOST.",
    )
    alert_telegram_token: str = Field(
        "",
        description="Token of the Telegram bot that tells alerts to the chats of rota.toml; empty: no alert by Telegram.",
    )
    alert_telegram_api_url: str = Field(
        "https://api.telegram.org",
        description="Where that bot's requests go: Telegram, or a server of its API of the own house.",
    )
    alert_webhook_url: str = Field(
        "", description="Address (https) that alerts are posted to, signed with ALERT_WEBHOOK_SECRET; empty: to none."
    )
    alert_webhook_secret: str = Field(
        "",
        validate_default=True,
        description="At least 32 characters that the receiver knows too; needed with ALERT_WEBHOOK_URL.",
    )
    alert_webhook_within: bool = Field(
        False,
        description="1 lets ALERT_WEBHOOK_URL lead to an address within the house (10.x, 192.168.x, this machine); 0 refuses such.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe log line written."
    )
    log_format: Literal["text", "json"] = Field("text", description="text for people, json for a log collector.")

    @field_validator("var_dir", "city_dir", mode="before")
    @classmethod
    def _nothing_is_no_folder(cls, folder: object, info: ValidationInfo) -> object:
        # An empty path would be the folder that the program is started in.
        default = cls.model_fields[str(info.field_name)].default
        return default if isinstance(folder, str) and not folder.strip() else folder

    @field_validator("host")
    @classmethod
    def _an_address_to_listen_on(cls, host: str) -> str:
        host = host.strip()
        if host.startswith("[") and host.endswith("]"):
            host = host[1:-1]
        named = re.fullmatch(r"(?!-)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*", host) and re.search(r"[A-Za-z]", host)
        if host and not named:
            try:
                ipaddress.ip_address(host)
            except ValueError as error:
                raise ValueError(
                    "is no address of this machine: it reads like 127.0.0.1, 0.0.0.0 (all), ::1 or localhost, and the port "
                    "stands in PORT"
                ) from error
        return host

    @field_validator("redis_url")
    @classmethod
    def _a_redis(cls, url: str) -> str:
        if url and not re.match(r"(?:rediss?|redis\+unix|unix)://.", url):
            raise ValueError("is no address of a Redis: it reads like redis://:password@host:6379/0")
        return url

    @field_validator("base_url")
    @classmethod
    def _an_address_alone(cls, address: str) -> str:
        if not address:
            return address
        example = "it reads like https://pusat.semarangkota.go.id"
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise ValueError(f"is no address ({error}): {example}") from error
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or port == 0
            or not _HOST.fullmatch(parts.hostname)
        ):
            raise ValueError(f"is no address of a server: {example}")
        if parts.path.strip("/") or parts.query or parts.fragment or "?" in address or "#" in address:
            raise ValueError(
                f"has something behind the name of the server: the program needs a name (or port) of its own, {example}"
            )
        if parts.username is not None or parts.password is not None:
            raise ValueError(f"holds a user or a password, which everybody would read: {example}")
        return address

    @field_validator("map_tile_url")
    @classmethod
    def _tiles_are_numbered(cls, url: str) -> str:
        if url and not re.match(r"https?://[^/{}\s]*(?:\{s\})?[^/{}\s]+/\S+$", url):
            raise ValueError("is no address of tiles: it reads like https://tiles.example/{z}/{x}/{y}.png")
        named = set(re.findall(r"\{(\w*)\}", url))
        if url and not {"z", "x", "y"} <= named <= {"z", "x", "y", "s"}:
            raise ValueError(
                "must have {z}, {x} and {y}, may have {s} for the servers a, b and c, and nothing else in braces"
            )
        return url

    @field_validator("briefing_time")
    @classmethod
    def _an_hour_of_the_day(cls, hour: str) -> str:
        if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", hour):
            raise ValueError("is no time of day: it reads like 06:00")
        return hour

    @field_validator("briefing_recipients")
    @classmethod
    def _addresses(cls, listed: str) -> str:
        for address in filter(None, (each.strip() for each in listed.split(","))):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(
                    f"{address!r} is no mail address: they read like nama@semarangkota.go.id, with commas between"
                )
        return listed

    @field_validator("smtp_sender")
    @classmethod
    def _somebody_sends(cls, sender: str, info: ValidationInfo) -> str:
        if sender and not _ADDRESS.fullmatch(sender):
            raise ValueError("is no mail address: it reads like laporan@semarangkota.go.id")
        if info.data.get("smtp_host") and not sender:
            raise ValueError("is needed with SMTP_HOST: the address that letters come from")
        return sender

    @field_validator("alert_telegram_api_url", "alert_webhook_url")
    @classmethod
    def _told_over_tls(cls, said: str) -> str:
        address = said.strip().rstrip("/")
        if not address:
            return address
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise ValueError(f"is no address ({error}): it reads like https://penerima.example/peringatan") from error
        here = parts.hostname in ("127.0.0.1", "::1", "localhost")
        if not parts.hostname or port == 0 or parts.fragment or parts.username is not None:
            raise ValueError("is no address of a server: it reads like https://penerima.example/peringatan")
        if parts.scheme != "https" and not (parts.scheme == "http" and here):
            raise ValueError("must begin with https:// (http:// is taken for this machine alone)")
        return address

    @field_validator("alert_webhook_secret")
    @classmethod
    def _signed_with_enough(cls, secret: str, info: ValidationInfo) -> str:
        if info.data.get("alert_webhook_url") and len(secret) < 32:
            raise ValueError("must have at least 32 characters where ALERT_WEBHOOK_URL is set")
        return secret

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, key: str) -> str:
        if key and len(key) < 32:
            raise ValueError("must have at least 32 characters, or be empty so that one is generated")
        return key

    @property
    def database(self) -> str:
        """SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{(self.var_dir / 'command_center.sqlite').resolve()}"

    @property
    def url(self) -> str:
        """Address of this instance, without a final slash."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url.rstrip("/") or f"http://{host}:{self.port}"

    @cached_property
    def signing_key(self) -> str:
        """SECRET_KEY, or the generated one: made once, readable by this user only."""
        if self.secret_key:
            return self.secret_key
        file = self.var_dir / "secret_key"
        if not file.exists():
            self.var_dir.mkdir(parents=True, exist_ok=True)
            try:
                file.touch(mode=0o600, exist_ok=False)
                file.write_text(secrets.token_urlsafe(48), encoding="ascii")
            except FileExistsError:
                pass
        key = file.read_text(encoding="ascii").strip()
        if len(key) < 32:
            raise BadSetting(f"{file} is too short to be a key: delete it and start again (everybody signs in anew)")
        return key

    def derived_secret(self, purpose: str, length: int = 32) -> str:
        """A secret of this instance for one purpose, always the same (demo channel secrets, demo passwords)."""
        digest = hmac.new(self.signing_key.encode(), purpose.encode(), hashlib.sha256).hexdigest()
        return digest[:length]


def read_settings(**values: object) -> Settings:
    """Settings from arguments, environment and `.env`, in this order; raises BadSetting naming each wrong one."""
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadSetting(explain(error)) from error
    except UnicodeDecodeError as error:
        raise BadSetting(".env is no text in UTF-8: save it again in that encoding") from error


def explain(error: ValidationError) -> str:
    """One line a wrong setting, with the environment variable's name."""
    lines = []
    for fault in error.errors():
        name = "_".join(str(part) for part in fault["loc"]).upper()
        shown = "" if _is_secret(name) else f" (is {fault.get('input')!r})"
        lines.append(f"{name}: {fault['msg'].removeprefix('Value error, ')}{shown}")
    return "\n".join(lines)


def _is_secret(name: str) -> bool:
    """Whether a setting may hold a secret, as an address with a password does: its value is not repeated."""
    return any(word in name for word in ("SECRET", "TOKEN", "KEY", "PASSWORD")) or (
        name.endswith("_URL") and name != "BASE_URL"
    )
