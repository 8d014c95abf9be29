"""Claims the port before anything slow happens, so that a port in use is told at once."""

import errno
import socket

from centreguide.errors import ServerError

HOST = "127.0.0.1"


def claim(port: int) -> socket.socket:
    """Binds `port` on loopback and keeps it.

    Args:
        port: The port, or 0 for any free one.

    Returns:
        The bound socket, not yet listening.

    Raises:
        ServerError: The port is in use, not allowed, or no port at all.
    """
    if not 0 <= port <= 65535:
        raise ServerError(f"{port} is not a port: choose one from 1024 to 65535.")
    claimed = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        claimed.bind((HOST, port))
    except OSError as error:
        claimed.close()
        raise ServerError(_reason(port, error)) from error
    return claimed


def _reason(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use: stop what uses it, or choose another with PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} needs an administrator: choose one above 1023 with PORT."
    return f"Port {port} can't be used: {error.strerror}."
