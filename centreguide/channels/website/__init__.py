"""The website's channel: signed sessions, JSON over HTTP, and nothing that a visitor could choose or guess."""
