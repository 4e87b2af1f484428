"""Claims held against the texts that they rest on."""
