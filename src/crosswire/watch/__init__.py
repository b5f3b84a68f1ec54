"""Feeds and folders watched: what is new is read and kept, the stories it touches are made anew, and what
changed in them is told, on the terminal and to a webhook.

`watch` runs rounds until it is stopped; every round ends in a state on disk from which the next goes on,
whether or not the process lived to see it. Nothing is fetched that was not asked for.
"""

from __future__ import annotations

from crosswire.watch.changes import Alarm
from crosswire.watch.rounds import Hearing, Watch, WatchOptions, watch
from crosswire.watch.webhook import Webhook

__all__ = ["Alarm", "Hearing", "Watch", "WatchOptions", "Webhook", "watch"]
