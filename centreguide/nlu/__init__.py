"""Rasa graph components: from a message to its questions, each with an intent, its subjects and how sure that is."""
