"""The numbered migrations of a store in a database."""
