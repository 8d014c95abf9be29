"""The pages of the real knowledge, in parts and as a running site."""

from tests.pages.fixtures import content, site

__all__ = ["content", "site"]
