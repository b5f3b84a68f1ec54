"""Tables of reports: CSV, JSON Lines, Parquet."""
