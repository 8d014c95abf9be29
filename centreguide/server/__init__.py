"""The bot as one process: Rasa's server, the actions, the conversations and the channels, on loopback only."""
