"""Refuses what h11 alone lets pass and what a proxy before the bot may read otherwise (RFC 9112, section 11)."""

import re
from collections.abc import Sequence

import h11
from h11._receivebuffer import ReceiveBuffer

LARGEST_HEAD = 16 * 1024
"""Bytes of a request line with its headers."""

_BARE_LINE_FEED = re.compile(rb"(?<!\r)\n")
_TARGET = re.compile(rb"/(?!/)[^#]*")
_HOST = re.compile(rb"(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?")


class StrictBuffer(ReceiveBuffer):
    """What has come; its lines end with CR LF and nothing else. h11 takes a bare LF too, and a line that is folded."""

    def maybe_extract_lines(self) -> list[bytearray] | None:
        """All lines up to the blank one, of a head or a trailer, once that is there."""
        if self._data[:2] == b"\r\n":
            self._extract(2)
            return []
        end = self._data.find(b"\r\n\r\n", self._multiple_lines_search)
        if _BARE_LINE_FEED.search(self._data, self._multiple_lines_search, len(self._data) if end < 0 else end):
            raise h11.LocalProtocolError("a line doesn't end with CR LF")
        if max(end, 0) > LARGEST_HEAD:
            raise h11.LocalProtocolError("the head is too large", error_status_hint=431)
        if end < 0:
            self._multiple_lines_search = max(0, len(self._data) - 3)
            return None
        lines = self._extract(end + 4)[:-4].split(b"\r\n")
        _check_lines(lines)
        return lines


class StrictConnection(h11.Connection):
    """The server's side of a connection.

    Attributes:
        refused_with: The status that a request gets which isn't valid.
    """

    def __init__(self) -> None:
        super().__init__(h11.SERVER, LARGEST_HEAD)
        self._receive_buffer = StrictBuffer()
        self.refused_with = 400

    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        """The next event.

        Raises:
            h11.RemoteProtocolError: What came isn't valid HTTP, or isn't plain enough.
        """
        try:
            event = super().next_event()
            if isinstance(event, h11.Request):
                _check(event)
        except h11.RemoteProtocolError as fault:
            self.refused_with = fault.error_status_hint
            raise
        return event


def _check_lines(lines: Sequence[bytearray]) -> None:
    """Looks at what h11 puts together before it gives it on: folded lines, equal lengths, upper case."""
    if any(line.startswith((b" ", b"\t")) for line in lines):
        raise h11.LocalProtocolError("a header goes on in the next line")
    fields = [line.partition(b":") for line in lines]
    lengths = [value.strip() for name, _, value in fields if name.lower() == b"content-length"]
    codings = [value.strip() for name, _, value in fields if name.lower() == b"transfer-encoding"]
    if len(lengths) + len(codings) > 1:
        raise h11.LocalProtocolError("the body's length is given more than once")
    if not all(length.isdigit() for length in lengths) or any(coding != b"chunked" for coding in codings):
        raise h11.LocalProtocolError("the body's length isn't given plainly")


def _check(request: h11.Request) -> None:
    headers = dict(request.headers)
    if request.http_version not in (b"1.0", b"1.1"):
        raise h11.RemoteProtocolError("another version of HTTP")
    if request.http_version == b"1.0" and b"transfer-encoding" in headers:
        raise h11.RemoteProtocolError("HTTP/1.0 has no chunks")
    if not _TARGET.fullmatch(request.target):
        raise h11.RemoteProtocolError("the target is no path")
    if b"host" in headers and not _HOST.fullmatch(headers[b"host"]):
        raise h11.RemoteProtocolError("the host is none")
    if headers.get(b"expect", b"100-continue").lower() != b"100-continue":
        raise h11.RemoteProtocolError("an expectation that isn't known")
