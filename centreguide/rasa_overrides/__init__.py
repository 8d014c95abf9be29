"""Where Rasa's own way costs too much: what stands in for it, one module each, with its reason and its figure."""
