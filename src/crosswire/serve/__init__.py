"""The desk: a server with pages for people and JSON for machines over a store in a database."""
