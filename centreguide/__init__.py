"""Centre Guide: a conversational FAQ bot for a hospital trust. The trust itself lives in data, never here."""

from centreguide.rasa_overrides import light_imports

# Here, since it only helps before Rasa is imported, which nearly every module does.
light_imports.install()
