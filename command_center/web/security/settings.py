"""Settings that only access control reads."""

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from command_center.errors import BadSetting
from command_center.settings import explain


class SecuritySettings(BaseSettings):
    """Environment variables or `.env`, like the settings of the installation."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True)

    metrics_token: str = Field(
        "",
        description="Token that a metrics collector sends as `Authorization: Bearer`; empty lets administrators in only.",
    )

    @field_validator("metrics_token")
    @classmethod
    def _long_enough(cls, token: str) -> str:
        if token and len(token) < 16:
            raise ValueError("must have at least 16 characters, or be empty")
        return token


def read_security_settings() -> SecuritySettings:
    """The settings of access control from environment and `.env`; raises BadSetting naming each wrong one."""
    try:
        return SecuritySettings()
    except ValidationError as error:
        raise BadSetting(explain(error)) from error
