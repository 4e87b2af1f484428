"""Strict reading of what people write, with the place of every value."""
