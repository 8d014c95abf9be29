"""Centre Guide: a conversational FAQ bot for a hospital trust. The trust itself lives in data, never here."""
