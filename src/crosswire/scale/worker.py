"""A worker process: takes tasks from standard input, gives results on standard output, until the input ends.

In: frames (eight bytes of length, then a pickle) of a function and a job. Out: frames of (True, result), or
(False, what was raised, as text). What a task prints goes to standard error. It ends by itself when whoever
started it is gone, and leaves Ctrl-C to that one. The language model is loaded by the first task that needs it
and kept. Started by `local`, which alone talks to it.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import traceback
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, value: Any) -> None:
    """Writes one frame."""
    data = pickle.dumps(value, protocol=5)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Reads one frame's pickle. Raises EOFError where the other end is gone, also amid a frame."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def call(data: bytes) -> tuple[bool, Any]:
    """What a pickled task gives of its job, or what it raises as text: an exception need not be picklable."""
    try:
        task, job = pickle.loads(data)
        return True, task(job)
    except Exception:
        return False, traceback.format_exc()


def main() -> None:
    """Serves tasks until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks, results = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    try:
        while True:
            send(results, call(receive(tasks)))
    except (EOFError, BrokenPipeError):
        os._exit(0)
