"""News agencies' formats after the IPTC: ninjs, NewsML-G2, NITF."""
