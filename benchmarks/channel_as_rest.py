"""Serves a messaging channel as Rasa's REST channel: `python -m benchmarks.channel_as_rest telegram`.

What marks the bot over REST can so mark it over a channel: each message is signed and delivered as the platform would,
and the replies are what its API, a stand-in on this machine, was told to deliver. It prints the address.
"""

import argparse
import json
import sqlite3
import tempfile
import time
import uuid
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from tests.channels.messaging.lines import Line, lines, settings
from tests.server.servers import Server, serving_release

ROOT = Path(__file__).parent.parent


def waiting(server: Server) -> bool:
    with sqlite3.connect(server.database, timeout=5) as connection:
        return bool(connection.execute("SELECT count(*) FROM outbox").fetchone()[0])


def buttons(told: dict[str, Any]) -> list[dict[str, str]]:
    """The choices under a message that was delivered, where the platform has buttons of its own."""
    rows = told.get("reply_markup", {}).get("inline_keyboard", [])
    quick = told.get("message", {}).get("quick_replies", [])
    blocks = [element for block in told.get("blocks", []) for element in block.get("elements", [])]
    titles = [button["text"] for row in rows for button in row] + [one["title"] for one in quick]
    titles += [element["text"]["text"] for element in blocks]
    return [{"title": title, "payload": ""} for title in titles]


def replies(server: Server, line: Line, sender: str, message: str) -> list[dict[str, Any]]:
    before = len(line.api.taken)
    status = line.send(server, sender, message, uuid.uuid4().hex)
    if status != 200:
        return []
    while waiting(server):
        time.sleep(0.002)
    told = line.api.taken[before:]
    texts = line.heard(sender)[-len(told) :] if told else []
    return [
        {"recipient_id": sender, "text": text, "buttons": buttons(one)} for text, one in zip(texts, told, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("channel", choices=["sms", "whatsapp", "telegram", "messenger", "slack"])
    parser.add_argument("--port", type=int, default=5105)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, lines() as every, ExitStack() as stack:
        server = stack.enter_context(serving_release(ROOT, Path(folder), settings=settings(every)))
        print(f"http://127.0.0.1:{options.port}/webhooks/rest/webhook", flush=True)
        HTTPServer(("127.0.0.1", options.port), handler(server, every[options.channel])).serve_forever()


def handler(server: Server, line: Line) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(replies(server, line, asked["sender"], asked["message"])).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            return

    return Handler


if __name__ == "__main__":
    main()
