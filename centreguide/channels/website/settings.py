"""What the site's owner decides about the website channel, read from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from centreguide import secret as secrets
from centreguide.channels.messaging.platforms import PUBLIC_URL
from centreguide.errors import ServerError

ORIGINS, SECRET, PROXIES = "CENTREGUIDE_ORIGINS", "CENTREGUIDE_SECRET", "CENTREGUIDE_PROXIES"


@dataclass(frozen=True)
class Settings:
    """Attributes:
    secret: What sessions are signed with.
    origins: The sites that may embed the widget, such as `https://www.example.nhs.uk`, and the bot's own address.
    proxies: How many proxies of the trust's own stand before the server.
    """

    secret: str
    origins: frozenset[str] = frozenset()
    proxies: int = 0


def read(environment: Mapping[str, str], secret_file: Path) -> Settings:
    """The settings; a secret that isn't given is made once and kept in a file that its owner alone can read.

    Raises:
        ServerError: A setting is no good, or the secret can't be kept; all that is wrong is told at once.
    """
    faults: list[str] = []
    origins = frozenset(
        part.strip().rstrip("/").lower() for part in environment.get(ORIGINS, "").split(",") if part.strip()
    )
    for origin in sorted(origins):
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
            faults.append(f"{ORIGINS}: {origin!r} is no site's address. Write it like https://www.example.nhs.uk.")
    count = environment.get(PROXIES, "").strip() or "0"
    if not count.isdecimal():
        faults.append(f"{PROXIES}: {count!r} is no number. Write how many proxies stand before the server, such as 1.")
    secret = environment.get(SECRET, "")
    if secret and len(secret) < secrets.SHORTEST:
        faults.append(f"{SECRET} is too short: give it at least {secrets.SHORTEST} random characters.")
    own = urlsplit(environment.get(PUBLIC_URL, "").strip().lower())
    if own.scheme in ("http", "https") and own.netloc:
        origins |= {f"{own.scheme}://{own.netloc}"}
    if faults:
        raise ServerError("\n".join(faults))
    return Settings(secret or secrets.kept(secret_file), origins, int(count))
