"""What a record is: fields described once, from which everything else derives."""
