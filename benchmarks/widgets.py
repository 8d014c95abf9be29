"""The chat widgets that are compared, ours and those published on npm, and how a visitor works each of them."""

import os
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CACHE = Path(os.environ.get("CENTREGUIDE_CACHE", PROJECT / ".cache")) / "benchmarks"


@dataclass(frozen=True)
class Widget:
    """One of those compared, as a visitor finds it; what is in it is named in CSS.

    Attributes:
        path: The page with it.
        files: Where its files are; what the page loads from there, it loads for the widget.
        host: The element whose shadow root it is in; blank if it has none.
        launcher: What opens it; blank if it is always open.
        replies: What matches each part of a reply.
    """

    name: str
    path: str
    files: str
    host: str
    launcher: str
    box: str
    send: str
    replies: str


@dataclass(frozen=True)
class Peer:
    """A package on npm.

    Attributes:
        package: Its name and version.
        bundle: The file in it that a page loads.
        script: The type of script that the bundle is.
        start: JavaScript of the page that then puts the widget into it.
    """

    package: str
    bundle: str
    script: str
    start: str

    @property
    def name(self) -> str:
        return self.package.partition("@")[0]

    def fetched(self) -> Path:
        """The bundle, from the npm registry into the cache."""
        kept = CACHE / self.package / self.bundle
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                command = ["npm", "pack", "--silent", self.package]
                subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
                (packed,) = Path(folder).glob("*.tgz")
                with tarfile.open(packed) as archive:
                    content = archive.extractfile(self.bundle)
                    assert content is not None
                    kept.write_bytes(content.read())
        return kept


RASA_WEBCHAT = Peer(
    "rasa-webchat@1.0.1",
    "package/lib/index.js",
    "text/javascript",
    """
const published = location.hash !== "#without-wait";
const wait = published ? {} : {customMessageDelay: () => 0};
WebChat.default({socketUrl: location.origin, socketPath: "/socket.io/", params: {storage: "session"}, ...wait}, null);
""",
)
DEEP_CHAT = Peer(
    "deep-chat@2.4.2",
    "package/dist/deepChat.bundle.js",
    "module",
    """
const sender = crypto.randomUUID();
const chat = document.createElement("deep-chat");
const choice = ({title}) => {
  const button = document.createElement("button");
  button.className = "deep-chat-button deep-chat-suggestion-button";
  button.textContent = title;
  return button.outerHTML;
};
chat.connect = {url: "/webhooks/rest/webhook"};
chat.requestInterceptor = (asked) => ({...asked, body: {sender, message: asked.body.messages[0].text}});
chat.responseInterceptor = (replies) => replies.flatMap(({text, buttons = []}) =>
  [{text}, ...(buttons.length ? [{html: buttons.map(choice).join("")}] : [])]);
document.body.append(chat);
""",
)
PEERS = (RASA_WEBCHAT, DEEP_CHAT)

OURS = Widget(
    "ours",
    path="/",
    files="/widget/",
    host="centre-guide",
    launcher=".launcher",
    box="centre-guide textarea",
    send="form .main",
    replies=".messages > li:not(.visitor, .typing, .aside)",
)
WITHOUT_WAIT = Widget(
    "rasa-webchat 1.0.1, without its wait",
    path="/with/rasa-webchat#without-wait",
    files="/peers/rasa-webchat/",
    host="",
    launcher=".rw-launcher",
    box=".rw-new-message",
    send=".rw-send",
    replies=".rw-from-response .rw-message",
)
AS_PUBLISHED = replace(WITHOUT_WAIT, name="rasa-webchat 1.0.1, as published", path="/with/rasa-webchat#published")
DEEP = Widget(
    "deep-chat 2.4.2",
    path="/with/deep-chat",
    files="/peers/deep-chat/",
    host="deep-chat",
    launcher="",
    box="#text-input",
    send=".submit-button",
    replies=".ai-message-text:not(.deep-chat-loading-message-bubble)",
)
WIDGETS = (OURS, DEEP, WITHOUT_WAIT, AS_PUBLISHED)
