"""The inbox: what visitors asked and the bot couldn't answer well, without who asked, for staff to learn from."""
