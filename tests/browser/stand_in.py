"""A stand-in for the website channel: the same contract from the standard library, with every fault on demand."""

import gzip
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WIDGET = Path(__file__).resolve().parents[2] / "widget" / "centre-guide.js"
SOURCES = WIDGET.parent / "src"
HOSTS = WIDGET.parent / "node_modules"
"""Where style sheets of other people's websites are."""
CSP = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; report-uri /reports"
)
HOSTILE = '<img src=x onerror="document.title=\'broken in\'"><script>document.title="broken in"</script>'
ANSWER = "The heart unit is on the third floor.\n\nSource: our “About us” page, “Heart unit”."
LIST = (
    "We treat:\n- heart failure\n- chest pain\n- a fast heartbeat\nAsk us about each.\n\n"
    "See https://www.nhs.uk/conditions/ and {here}/page\n\nSource: our “About us” page."
)
URGENT = (
    "If someone's life is in danger, call 999 now, or ask someone near you to call.\n\n"
    "If it isn't an emergency but you need medical help now, call 111, or call Samaritans free on 116 123. "
    "You can also use 111.nhs.uk."
)
SOURCE = "Source: "
ADDRESS = "https://trust.example/about#heart"
CITED: dict[str, Any] = {
    "text": "Source: our “About us” page, “Heart unit”.",
    "links": [{"title": "Heart unit", "address": ADDRESS}],
}
STARTERS = ["What does the heart unit do?", "Where is the heart unit?", "Do you treat children?"]
QUESTIONS = [
    {"question": "What does the heart unit do?", "words": "cardiology cardiac"},
    {"question": "Where is the heart unit?", "words": "cardiology cardiac address"},
    {"question": "Who is the heart unit for?", "words": "cardiology cardiac"},
    {"question": "When did the heart unit open?", "words": "cardiology cardiac"},
    {"question": "How many beds does the heart unit have?", "words": "cardiology cardiac"},
    {"question": "Is there research at the heart unit?", "words": "cardiology cardiac"},
    {"question": "Do you treat children?", "words": "kids paediatric"},
    {"question": "Do you transplant livers?", "words": "organ donor"},
    *({"question": f"What is number {number}?", "words": ""} for number in range(12)),
]
CHOICES = ["Who is the heart unit for?", "What does it offer?", "When did it open?"]


@dataclass
class Fault:
    """What to do instead of answering, once.

    Attributes:
        status: The status to answer with; 0 cuts the connection.
        after: Whether the message is answered first, so that the answer is lost on its way.
    """

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False


@dataclass
class StandIn:
    """The server, with what a test may change and look at.

    Attributes:
        here: The site that replies link to.
        faults: One for each of the next messages that are sent; None lets a message through.
        delay: Seconds that each message takes.
        off: What staff say while the bot is switched off; only what is urgent is answered then.
        barred: Whether the website isn't one that the server talks to.
        offers: What `/widget/questions.json` gives; it is away if this is nothing.
        fetched: How often that was asked for.
        policy: The host page's Content-Security-Policy.
        head: What stands in the host page's head, and `main` what in its body.
        script: The address of the script in the host page.
        attributes: The script tag's, in the host page.
        texts: What `/texts.json` gives.
        answered: How often each message, by its text, was really answered.
        tries: How often each id was sent.
        asked: How often a history was asked for.
        reasons: Why replies weren't helpful, in the order in which that was told.
        ended: The tokens of the conversations that were deleted.
    """

    address: str = ""
    here: str = ""
    faults: "list[Fault | None]" = field(default_factory=list)
    delay: float = 0
    off: str = ""
    barred: bool = False
    offers: dict[str, Any] = field(default_factory=lambda: {"starters": STARTERS, "questions": QUESTIONS})
    fetched: int = 0
    policy: str = CSP
    head: str = ""
    main: str = '<h1>A trust</h1><p><a href="/page">A link of the page</a></p>'
    script: str = "/widget/centre-guide.js"
    attributes: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    conversations: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    given: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    answered: "Counter[str]" = field(default_factory=Counter)
    tries: "Counter[str]" = field(default_factory=Counter)
    asked: int = 0
    reasons: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> str:
        token = uuid.uuid4().hex
        self.conversations[token] = []
        return token

    def expire(self) -> None:
        """Makes every token worthless."""
        self.conversations.clear()

    def answer(self, token: str, message: dict[str, Any]) -> list[dict[str, Any]]:
        """The replies to a message: the same for the same id, and counted once."""
        known = self.given.get((token, message["id"]))
        if known is not None:
            return known
        conversation = self.conversations[token]
        if "rating" in message:
            rated = next(one for one in conversation if one["id"] == message["rating"]["reply"])
            rated["rating"] = message["rating"]["helpful"]
            if "reason" in message["rating"]:
                self.reasons.append(message["rating"]["reason"])
            replies = thanks(message["rating"])
        else:
            text = message.get("text") or self.offered(token, message["button"])
            conversation.append({"from": "visitor", "id": message["id"], "text": text})
            self.answered[text] += 1
            replies = replies_to(text, self.here)
        conversation += [{"from": "bot", "rating": None, **reply} for reply in replies]
        self.given[token, message["id"]] = replies
        return replies

    def offered(self, token: str, button: str) -> str:
        buttons = [one for said in self.conversations[token] for one in said.get("buttons", [])]
        return str(next(one["title"] for one in buttons if one["id"] == button))


def replies_to(text: str, here: str) -> list[dict[str, Any]]:
    """What the stand-in says: the visitor's word picks it."""
    if "urgent" in text:
        return [reply(URGENT, "urgent")]
    if "hostile" in text:
        return [reply(HOSTILE, "answer", [HOSTILE])]
    if "list" in text:
        return [reply(LIST.format(here=here), "answer")]
    if "cited" in text:
        return [{**reply("The heart unit has a page.", "answer"), "source": CITED}]
    if "two" in text:
        return [reply("The first answer.", "talk"), reply(ANSWER, "answer", CHOICES)]
    if "plain" in text:
        return [reply("Hello to you.", "talk")]
    return [reply(f"{text}? {ANSWER}", "answer", CHOICES)]


def thanks(rating: dict[str, Any]) -> list[dict[str, Any]]:
    if rating["helpful"] or "reason" in rating:
        return [reply("Thank you.", "talk")]
    return [reply("I'm sorry. What would you like to do?", "talk", ["Ask in another way"])]


def reply(text: str, kind: str, choices: "list[str] | None" = None) -> dict[str, Any]:
    buttons = [{"id": uuid.uuid4().hex, "title": title} for title in choices or []]
    said, found, source = text.partition(f"\n\n{SOURCE}")
    cited = {"text": SOURCE + source, "links": []} if found else None
    return {"id": uuid.uuid4().hex, "text": said, "source": cited, "kind": kind, "buttons": buttons}


class Handler(BaseHTTPRequestHandler):
    """One request; `bot` is set on the server's own subclass."""

    bot: StandIn
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        if self.path == "/":
            self.page()
        elif self.path == "/page":
            self.give(200, b"<!doctype html><title>Another page</title>", "text/html")
        elif self.path == "/widget/centre-guide.js":
            self.give(200, gzip.compress(WIDGET.read_bytes()), "text/javascript", {"Content-Encoding": "gzip"})
        elif self.path == "/widget/questions.json":
            self.bot.fetched += 1
            found = bool(self.bot.offers)
            self.give_json(200 if found else 404, self.bot.offers, {"Cache-Control": "public, max-age=60"})
        elif self.path == "/aggressive.css":
            self.give(200, Path(__file__).with_name("aggressive.css").read_bytes(), "text/css")
        elif self.path.startswith("/host/"):
            self.give(200, (HOSTS / self.path.removeprefix("/host/")).read_bytes(), "text/css")
        elif self.path.startswith("/widget/src/"):
            self.give(200, (SOURCES / Path(self.path).name).read_bytes(), "text/javascript")
        elif self.path == "/texts.json":
            self.give_json(200, self.bot.texts)
        elif self.path == "/webhooks/website/messages":
            self.history()
        else:
            self.give(204 if self.path == "/favicon.ico" else 404, b"", "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/reports":
            self.bot.reports.append(body.decode())
            self.give(204, b"", "text/plain")
        elif self.bot.barred:
            self.give_json(403, {"error": "This website isn't allowed to use the assistant."})
        elif self.path == "/webhooks/website/sessions":
            self.give_json(201, {"token": self.bot.start(), "expires_in": 86400, **self.switch})
        else:
            self.message(json.loads(body))

    def do_DELETE(self) -> None:
        if self.bot.conversations.pop(self.token, None) is None:
            self.give_json(401, {"error": "Please start again."})
        else:
            self.bot.ended.append(self.token)
            self.give(204, b"", "text/plain")

    @property
    def token(self) -> str:
        return str(self.headers.get("Authorization")).removeprefix("Bearer ")

    @property
    def switch(self) -> dict[str, str]:
        """What is added to an answer while the bot is off."""
        return {"off": self.bot.off} if self.bot.off else {}

    def page(self) -> None:
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A trust</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"{self.bot.head}</head><body><main>{self.bot.main}</main>"
            f'<script type="module" src="{self.bot.script}" {self.bot.attributes}></script></body></html>'
        )
        self.give(200, html.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": self.bot.policy})

    def history(self) -> None:
        if self.bot.barred:
            self.give_json(403, {"error": "This website isn't allowed to use the assistant."})
        elif self.token in self.bot.conversations:
            self.bot.asked += 1
            self.give_json(200, {"messages": self.bot.conversations[self.token], **self.switch})
        else:
            self.give_json(401, {"error": "Please start again."})

    def message(self, message: dict[str, Any]) -> None:
        time.sleep(self.bot.delay)
        with self.bot.lock:
            self.bot.tries[message["id"]] += 1
            fault = self.bot.faults.pop(0) if self.bot.faults else None
            if self.bot.off and "urgent" not in message.get("text", ""):
                fault = Fault(503, {"error": self.bot.off, "off": True})
            if self.token not in self.bot.conversations:
                fault = Fault(401, {"error": "Please start again."})
            replies = self.bot.answer(self.token, message) if not fault or fault.after else []
        if not fault:
            self.give_json(200, {"replies": replies})
        elif fault.status:
            self.give_json(fault.status, fault.body, fault.headers)
        else:
            self.cut()

    def cut(self) -> None:
        """Breaks off in the middle of an answer: one that breaks off before is sent again by Chromium itself."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        self.close_connection = True

    def give_json(self, status: int, content: Any, headers: "dict[str, str] | None" = None) -> None:
        self.give(status, json.dumps(content).encode(), "application/json", headers)

    def give(self, status: int, content: bytes, kind: str, headers: "dict[str, str] | None" = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Cache-Control": "no-store", **(headers or {})}.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Prints nothing."""


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """Serves a host page with a strict CSP, the widget in it, and the channel, on a free port."""
    bot = StandIn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("BoundHandler", (Handler,), {"bot": bot}))
    bot.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield bot
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
