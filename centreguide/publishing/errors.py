"""What can go wrong in publishing, in words for staff."""


class PublishingError(Exception):
    """What was asked for can't be done; the text says why and what to do instead."""
