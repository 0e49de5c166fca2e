"""Jobs that behave badly, for the tests of supervision: functions of a module, as it must be."""

from __future__ import annotations

import os
import signal
import time


def behave(job: str) -> str:
    """Do what the job is called."""
    if job == "hang":
        time.sleep(600)
    elif job == "spin":
        while True:
            pass
    elif job == "eat":
        held = []
        while True:
            held.append(bytearray(50_000_000))
    elif job == "exit":
        os._exit(3)
    elif job == "fall":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif job == "raise":
        raise KeyError("något")
    elif job == "process":
        return str(os.getpid())
    return job.upper()
