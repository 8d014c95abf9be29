"""What the trust knows: subjects and facts from YAML, checked, and how to ask for them. No Rasa here."""
