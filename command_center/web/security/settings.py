"""Settings that only access control reads."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from command_center.errors import BadSetting
from command_center.settings import explain
from command_center.web.security.policy import PEOPLE


class SecuritySettings(BaseSettings):
    """Environment variables or `.env`, like the settings of the installation."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True)

    metrics_token: str = Field(
        "",
        description="Token that a metrics collector sends as `Authorization: Bearer`; empty lets administrators in only.",
    )

    totp_roles: str = Field(
        "",
        description="Roles that need a second factor (codes of an authenticator), with commas between, such as admin,p3m; "
        "who has none is led to set it up before anything else opens. Others may have one.",
    )
    oidc_issuer: str = Field(
        "",
        description="Address of the city's directory (OpenID Connect), as its own configuration names it; empty: people "
        "sign in here only.",
    )
    oidc_client_id: str = Field("", validate_default=True, description="What the directory calls this program.")
    oidc_client_secret: str = Field(
        "",
        description="Secret shared with the directory; empty for a client that it knows as public (PKCE is used anyway).",
    )
    oidc_scopes: str = Field("openid profile email", description="What the directory is asked for; openid is among it.")
    oidc_role_claim: str = Field(
        "groups", description="Claim that lists somebody's groups; a dot leads into an object: realm_access.roles."
    )
    oidc_name_claim: str = Field("preferred_username", description="Claim that becomes the name of a new account.")
    oidc_groups: Path | None = Field(
        None,
        validate_default=True,
        description="File that gives groups of the directory a role, and a department where the role has one "
        "(docs/security.md); who is in none of them is not let in.",
    )
    local_sign_in: bool = Field(
        True,
        validate_default=True,
        description="0 lets nobody in by a password of this program: by the directory alone.",
    )

    @field_validator("totp_roles")
    @classmethod
    def _roles_there_are(cls, listed: str) -> str:
        for role in roles_in(listed):
            if role not in PEOPLE:
                raise ValueError(f"{role!r} is no role of people; there are: {', '.join(sorted(PEOPLE))}")
        return listed

    @field_validator("oidc_issuer")
    @classmethod
    def _an_issuer(cls, issuer: str) -> str:
        if not issuer:
            return issuer
        parts = urlsplit(issuer)
        inside = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if not parts.hostname or parts.query or parts.fragment or parts.scheme not in ("http", "https"):
            raise ValueError("is no address of a directory: it reads like https://masuk.semarangkota.go.id/realms/kota")
        if parts.scheme == "http" and not inside:
            raise ValueError("must be https: whoever stands between could sign in as anybody")
        return issuer

    @field_validator("oidc_client_id")
    @classmethod
    def _a_client(cls, client: str, info: ValidationInfo) -> str:
        if info.data.get("oidc_issuer") and not client:
            raise ValueError("is needed with OIDC_ISSUER: the name that the directory gave this program")
        return client

    @field_validator("oidc_scopes")
    @classmethod
    def _openid_is_asked_for(cls, scopes: str) -> str:
        if "openid" not in scopes.split():
            raise ValueError("must hold openid, with spaces between")
        return scopes

    @field_validator("oidc_groups", mode="before")
    @classmethod
    def _nothing_is_no_file(cls, file: object) -> object:
        return None if isinstance(file, str) and not file.strip() else file

    @field_validator("oidc_groups")
    @classmethod
    def _groups_are_mapped(cls, file: Path | None, info: ValidationInfo) -> Path | None:
        if info.data.get("oidc_issuer") and file is None:
            raise ValueError("is needed with OIDC_ISSUER: without it nobody of the directory is let in")
        return file

    @field_validator("local_sign_in")
    @classmethod
    def _somebody_can_come_in(cls, local: bool, info: ValidationInfo) -> bool:
        if not local and not info.data.get("oidc_issuer"):
            raise ValueError("can be 0 only with OIDC_ISSUER: nobody could sign in")
        return local

    @property
    def second_factor_roles(self) -> frozenset[str]:
        """Roles that need a second factor."""
        return frozenset(roles_in(self.totp_roles))

    @field_validator("metrics_token")
    @classmethod
    def _long_enough(cls, token: str) -> str:
        if token and len(token) < 16:
            raise ValueError("must have at least 16 characters, or be empty")
        return token


def roles_in(listed: str) -> list[str]:
    """The roles of a setting that lists them with commas between."""
    return [role for role in (each.strip() for each in listed.split(",")) if role]


def read_security_settings() -> SecuritySettings:
    """The settings of access control from environment and `.env`; raises BadSetting naming each wrong one."""
    try:
        return SecuritySettings()
    except ValidationError as error:
        raise BadSetting(explain(error)) from error
