"""Measures the bot with files of questions, and writes a report that a person would like to look at."""
