import pytest
from cryptography.fernet import InvalidToken

from centreguide.channels.messaging.identity import Identity
from centreguide.errors import ServerError

NUMBER = "+447700900123"


def test_a_conversation_is_the_same_again_and_tells_nothing_of_who_it_is() -> None:
    key = Identity("a secret" * 4).conversation("sms", NUMBER)
    assert key == Identity("a secret" * 4).conversation("sms", NUMBER)
    assert key.startswith("sms-")
    assert NUMBER[1:] not in key


@pytest.mark.parametrize(("channel", "sender"), [("whatsapp", NUMBER), ("sms", "+447700900124"), ("sm", f"s{NUMBER}")])
def test_no_other_channel_or_sender_has_it(channel: str, sender: str) -> None:
    identity = Identity("a secret" * 4)
    assert identity.conversation(channel, sender) != identity.conversation("sms", NUMBER)


def test_another_secret_makes_other_keys() -> None:
    assert Identity("a" * 32).conversation("sms", NUMBER) != Identity("b" * 32).conversation("sms", NUMBER)


def test_parts_of_a_message_s_key_cannot_be_shifted() -> None:
    identity = Identity("a secret" * 4)
    assert identity.message("sms", "12", "3") != identity.message("sms", "1", "23")


def test_an_address_is_sealed_and_opened_by_the_same_secret_alone() -> None:
    sealed = Identity("a" * 32).sealed(NUMBER)
    assert NUMBER.encode() not in sealed
    assert Identity("a" * 32).opened(sealed) == NUMBER
    with pytest.raises(InvalidToken):
        Identity("b" * 32).opened(sealed)


def test_a_short_secret_protects_nothing() -> None:
    with pytest.raises(ServerError, match="has 32 random characters or more"):
        Identity("")
