"""What `make` calls: the set-up and the checks."""
