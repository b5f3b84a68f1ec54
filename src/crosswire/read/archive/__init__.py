"""Archives: ZIP, TAR, gzip, WARC, WACZ."""
