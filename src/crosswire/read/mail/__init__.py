"""E-mail messages, newsletters and mailboxes."""
