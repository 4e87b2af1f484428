"""From published tables to typed records and data frames."""
