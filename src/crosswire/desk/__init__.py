"""The work of a desk: what was received is read, placed into stories, and their dossiers are made, version after version.

In: a store in a database and the settings. Out: the same store, in which everything derived follows from what is kept
there as truth. `add` takes what people give; a `Worker` does what there is to do; `history` tells what was known when.
Whatever is done here is done whole or not at all, and doing it twice is the same as once: a worker may be killed at any
moment.
"""

from __future__ import annotations
