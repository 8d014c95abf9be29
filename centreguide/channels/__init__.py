"""How visitors reach the bot. Every channel turns a request into a message through `incoming`."""
