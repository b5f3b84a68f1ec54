"""What the linked claims add up to; the entry is `reconcile.findings.reconcile`."""
