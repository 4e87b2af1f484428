"""From records to what is published: tables, schemas, descriptor."""
