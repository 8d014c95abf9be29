"""The draft: how staff change what the bot knows, and what is checked before training."""
