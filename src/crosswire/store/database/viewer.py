"""Who looks: the value that every query of what is kept takes, so that nobody is shown what is not for them.

In: nothing; it is made where somebody is recognised. Out: a frozen value with the role, the seals whose sources
this person may see and the restricted stories that they are listed for. A sealed report is absent for everyone
whose `seals` lack its seal, admins too; a restricted story is absent for all but those listed and admins.
"""

from __future__ import annotations

from dataclasses import dataclass

# What each role may do includes what the one before it may.
ROLES = ("reader", "reviewer", "editor", "admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A person or a machine that acts for one. `role` is "" for whoever is not logged in, who sees nothing.

    `by` is how they were recognised: "session", "token", "open" (one person on one machine), "command" (who
    runs the program on the machine of the store) or "nobody"; `key`
    the id of that session or token. `zone` is a name of the time zone database.
    """

    id: str
    name: str
    role: str
    seals: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    language: str | None = None
    zone: str | None = None
    theme: str | None = None
    by: str = "nobody"
    key: str | None = None

    def may(self, role: str) -> bool:
        """Whether this viewer's role is `role` or above.

        >>> Viewer(id="1", name="Ann", role="editor").may("reviewer"), NOBODY.may("reader")
        (True, False)
        """
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)

    @property
    def every_story(self) -> bool:
        """Whether restricted stories are open to this viewer without being listed for them."""
        return self.role == "admin"


NOBODY = Viewer(id="", name="", role="")
