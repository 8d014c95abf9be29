"""Messaging channels: one way to verify, take once, answer and deliver, and a small class for each platform."""
