"""Tests of the store in a database, each on SQLite and on PostgreSQL."""
