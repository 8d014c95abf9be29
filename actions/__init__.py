"""What the bot says: one module a concern, each a pure function to a Reply and a thin Rasa action around it."""
