"""What the bot counts and times, for Prometheus. Labels are kinds and channels: never a word that a visitor wrote."""

from prometheus_client import Counter, Gauge, Histogram, Info

REPLIES = Counter("centreguide_replies", "Replies, by their kind.", ["kind"])
"""Kinds are those of `answering.reply.Kind`."""

SECONDS = Histogram(
    "centreguide_seconds",
    "Where a reply's time goes, in seconds.",
    ["stage"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0),
)
"""Stages: `waiting`, `conversation`, `understanding`, `answering`, `whole`."""

REFUSED = Counter("centreguide_refused", "Requests that were refused, by reason.", ["reason"])
"""Reasons: `limit`, `signature`, `busy`, `framing`, `slow`, `connections`."""

DELIVERED = Counter("centreguide_delivered", "Parts of replies that a platform took, by channel.", ["channel"])
RETRIED = Counter("centreguide_retried", "Deliveries that are tried again later, by channel.", ["channel"])
GIVEN_UP = Counter("centreguide_given_up", "Replies that couldn't be delivered, by channel.", ["channel"])
WAITING = Gauge("centreguide_outbox_waiting", "Replies that wait to be delivered.")
OLDEST = Gauge("centreguide_outbox_oldest_seconds", "The age of the oldest reply that waits to be delivered.")
RELEASE = Info("centreguide_release", "The release that is served.")
