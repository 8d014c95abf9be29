"""What of Rasa is done otherwise here: a module each, with its reason and what it saves."""
