"""`crosswire mcp`: read access to a store for a language model."""

from __future__ import annotations

import os

from crosswire.cli.options import ConfigFile, settled
from crosswire.cli.program import app
from crosswire.cli.serving import StoreAddress
from crosswire.errors import UsageError

TOKEN = "CROSSWIRE_TOKEN"


@app.command(
    name="mcp",
    epilog="""Examples:

- `crosswire mcp --store desk/` what an assistant's settings name as the command of a server, over standard input and output

- `CROSSWIRE_TOKEN=… crosswire mcp --store postgresql://desk@localhost/desk` as the person whose token it is""",
)
def mcp(store: StoreAddress = "crosswire-store", config: ConfigFile = None) -> None:
    """Give a language model read access: search, stories, figures with their words, and the check of a draft.

    Speaks the Model Context Protocol over standard input and output. With CROSSWIRE_TOKEN in the environment it sees what the
    token's owner sees; without, what a reader without any clearance sees: nothing that is sealed or restricted.
    """
    # Imported here: the other verbs need none of it, and start sooner without.
    from crosswire.serve.assistant import make_assistant, who_by
    from crosswire.store.database import open_store

    settings = settled(config).config
    with open_store(store) as database:
        who = who_by(database, os.environ.get(TOKEN))
        if who is None:
            raise UsageError(
                f"The token in {TOKEN} is not, or no longer, good here; make one with `crosswire people token`."
            )
        make_assistant(database, who, settings).run("stdio")
