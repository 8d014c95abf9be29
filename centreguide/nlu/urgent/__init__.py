"""The danger detector: what shows danger to life or a crisis in a message and in the talk that it stands in."""
