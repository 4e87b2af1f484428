"""Records to flat rows and back, by the type of each field."""
