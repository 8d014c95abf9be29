"""`centreguide channels`: which channels are on, what the others lack, and whether the credentials are good."""

import asyncio
from collections.abc import Mapping, Sequence

from centreguide.channels.messaging.platform import ByHand, Platform, TryLater, Undeliverable
from centreguide.channels.messaging.platforms import PLATFORMS, PUBLIC_URL, PUBLIC_URL_MEANING, configured


def show(environment: Mapping[str, str]) -> int:
    """Prints a line for each channel; 1 if one is half configured, or its credentials aren't good."""
    found = configured(environment)
    return asyncio.run(_show(found.on, found.lacking))


def register(name: str, environment: Mapping[str, str]) -> int:
    """Tells the platform where its webhook is; 1 if that can't be done."""
    found = configured(environment)
    if name not in {kind.name for kind in PLATFORMS}:
        print(f"There is no channel {name}. Choose from {', '.join(kind.name for kind in PLATFORMS)}.")
        return 1
    if name not in found.on:
        lacking = found.lacking.get(name) or [setting.name for setting in _kind(name).settings]
        print(f"{name} is off: set {', '.join(lacking)}. docs/channels/{name}.md says how.")
        return 1
    return asyncio.run(_register(found.on[name]))


async def _show(on: Mapping[str, Platform], lacking: Mapping[str, Sequence[str]]) -> int:
    failed = False
    for kind in PLATFORMS:
        if kind.name in lacking:
            meanings = {setting.name: setting.meaning for setting in kind.settings} | {PUBLIC_URL: PUBLIC_URL_MEANING}
            print(f"{kind.name}: off, half configured. It lacks")
            for name in lacking[kind.name]:
                print(f"  {name}: {meanings[name]}")
            failed = True
        elif kind.name not in on:
            print(f"{kind.name}: off. docs/channels/{kind.name}.md says how to switch it on.")
        else:
            good, told = await _tried(on[kind.name])
            failed |= not good
            print(f"{kind.name}: {told}")
    return int(failed)


async def _tried(platform: Platform) -> tuple[bool, str]:
    try:
        return True, f"on. {await platform.check()} Webhook: {platform.webhook}"
    except Undeliverable:
        return False, "on, but the platform doesn't know the credentials."
    except TryLater:
        return False, "on, but the platform can't be reached from here now."
    finally:
        await platform.close()


async def _register(platform: Platform) -> int:
    try:
        await platform.register()
    except ByHand:
        print(f"{platform.name} has no command for that: write {platform.webhook} where docs/channels says.")
        return 1
    except (TryLater, Undeliverable):
        print(f"{platform.name} didn't take the webhook: try `centreguide channels` to see why.")
        return 1
    finally:
        await platform.close()
    print(f"{platform.name} now sends its messages to {platform.webhook}")
    return 0


def _kind(name: str) -> type[Platform]:
    return next(kind for kind in PLATFORMS if kind.name == name)
