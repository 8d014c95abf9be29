"""Which platforms there are, and which of them the environment switches on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from centreguide.channels.messaging.messenger import Messenger
from centreguide.channels.messaging.platform import Platform
from centreguide.channels.messaging.slack import Slack
from centreguide.channels.messaging.sms import Sms
from centreguide.channels.messaging.telegram import Telegram
from centreguide.channels.messaging.whatsapp import WhatsApp

PLATFORMS: Sequence[type[Platform]] = (Sms, WhatsApp, Telegram, Messenger, Slack)
PUBLIC_URL = "CENTREGUIDE_PUBLIC_URL"
PUBLIC_URL_MEANING = "the bot's own address as the platforms know it, such as https://bot.example.nhs.uk"


@dataclass(frozen=True)
class Configured:
    """The platforms that are on; and for each that is half configured, the settings that it lacks."""

    on: Mapping[str, Platform] = field(default_factory=dict)
    lacking: Mapping[str, Sequence[str]] = field(default_factory=dict)


def configured(environment: Mapping[str, str]) -> Configured:
    """Makes a platform of each whose settings are all there; one with none of its own is off, without a word."""
    on: dict[str, Platform] = {}
    lacking: dict[str, list[str]] = {}
    url = environment.get(PUBLIC_URL, "").strip().rstrip("/")
    for kind in PLATFORMS:
        values = {setting.name: environment.get(setting.name, "").strip() for setting in kind.settings}
        if not any(values[name] for name in values if not _is_shared(name, kind)):
            continue
        missing = [name for name, value in values.items() if not value]
        if urlsplit(url).scheme not in ("http", "https"):
            missing.append(PUBLIC_URL)
        if missing:
            lacking[kind.name] = missing
        else:
            on[kind.name] = kind(values, url)
    return Configured(on, lacking)


def _is_shared(name: str, kind: type[Platform]) -> bool:
    """Whether another platform has this setting too, so that it alone doesn't say that this one is wanted."""
    return any(name in {setting.name for setting in other.settings} for other in PLATFORMS if other is not kind)
