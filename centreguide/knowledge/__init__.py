"""What the trust knows: subjects and facts from YAML, checked, and the questions that can be put to them. No Rasa here."""
