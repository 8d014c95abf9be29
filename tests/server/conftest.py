"""The made-up trust's bot, trained once, and a server of it at DEBUG level."""

from tests.server.fixtures import project, server

__all__ = ["project", "server"]
