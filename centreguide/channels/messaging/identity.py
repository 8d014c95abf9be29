"""Keyed hashes in place of phone numbers and account names, and addresses that only this server can read."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet

from centreguide.secret import checked


class Identity:
    """What the secret makes of addresses."""

    def __init__(self, secret: str) -> None:
        """Takes the secret.

        Raises:
            ServerError: It is too short.
        """
        secret = checked(secret)
        self._key = hashlib.sha256(f"identity {secret}".encode()).digest()
        self._box = Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"address {secret}".encode()).digest()))

    def conversation(self, channel: str, sender: str) -> str:
        """The tracker's key: always the same for a sender on a channel, and telling nothing of who it is."""
        return f"{channel}-{self._hashed(channel, sender)}"

    def message(self, channel: str, sender: str, message_id: str) -> str:
        """The key of a message, of one form whatever the platform's ids look like."""
        return self._hashed(channel, sender, message_id)

    def sealed(self, address: str) -> bytes:
        """The address, encrypted."""
        return self._box.encrypt(address.encode())

    def opened(self, sealed: bytes) -> str:
        """What `sealed` was made of.

        Raises:
            cryptography.fernet.InvalidToken: It was sealed with another secret.
        """
        return self._box.decrypt(sealed).decode()

    def _hashed(self, *parts: str) -> str:
        told = "".join(f"{len(part)}:{part}" for part in parts)
        return hmac.new(self._key, told.encode(), hashlib.sha256).hexdigest()[:40]
