"""Rules over what was read, one module a family."""
