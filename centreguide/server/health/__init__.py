"""Health that tells the truth: each check does once what the bot does for visitors, and says how that went."""
