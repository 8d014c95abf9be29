"""What is raised when the bot has more to do than it can in good time."""


class Busy(Exception):
    """The message wasn't taken; it is welcome later.

    Attributes:
        wait: Seconds until it makes sense to try again.
    """

    def __init__(self, wait: int) -> None:
        super().__init__("The bot is busy.")
        self.wait = wait
