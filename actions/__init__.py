"""Thin Rasa actions around `centreguide.answering.pipeline`, which says what the bot says."""
