"""What goes wrong before the bot can serve, in one sentence that says what to do."""


class ServerError(Exception):
    """The server can't start or do its work. The message is meant for the person at the terminal."""
