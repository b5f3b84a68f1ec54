"""Who may do what: accounts, sessions, tokens, roles, and what keeps others out.

What each file knows: `passwords`, `secret` and `origins` are pure; `limits`, `bodies`, `wire` and `policy` bound and
mark requests and answers; `options` says by how much. `docs/threat-model.md` says against whom.
"""
