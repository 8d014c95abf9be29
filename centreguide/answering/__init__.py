"""From an understood question to the facts that answer it. Pure functions over the knowledge; no Rasa here."""
