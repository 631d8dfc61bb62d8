"""Runs inside the sandbox, handed to Python as text: loads a program, calls its function, reports each result as a line
on descriptor 3. It shares its process with the program, so nothing that it says is trusted."""

import _json
import _signal
import ctypes
import math
import os
import struct
import sys

REPORTS = 3
SAFE_INTEGER = 2**53 - 1
write, kill, setitimer = os.write, os.kill, _signal.setitimer


class Reading:
    """What `json.loads` tells its scanner."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float


# The compiled halves of `json` and `signal`: the other halves import `re` and `enum`, a third of the time to start.
read_json = _json.make_scanner(Reading)
json_parts = _json.make_encoder(None, None, _json.encode_basestring_ascii, None, ": ", ", ", False, False, True)


# Machine to its number in audits and that of its system call `socket`.
MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
IO_URING_SETUP = 425
# UNIX, IPv4, IPv6 and netlink, which belong to a network namespace. Others do not: AF_VSOCK reaches the host of a virtual machine.
FAMILIES = (1, 2, 10, 16)


class Late(BaseException):
    """A call ran over its time. No Exception, so that programs rarely catch it."""


def refuse_other_sockets():
    """From Python any system call can be made, so the kernel is told to refuse those that lead past the namespaces."""
    audit, socket_call = MACHINES[os.uname().machine]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    deny = 8 + len(FAMILIES)
    allow = deny + 1
    steps = [
        (load, 0, 0, 4),
        (equal, 1, 0, audit),
        (give, 0, 0, 0x80000000),
        (load, 0, 0, 0),
        (at_least, deny - 5, 0, 0x40000000),
        (equal, deny - 6, 0, IO_URING_SETUP),
        (equal, 0, allow - 7, socket_call),
        (load, 0, 0, 16),
        *((equal, allow - 9 - index, 0, family) for index, family in enumerate(FAMILIES)),
        (give, 0, 0, 0x00050001),
        (give, 0, 0, 0x7FFF0000),
    ]
    filters = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(filters))
    if ctypes.CDLL(None).prctl(22, 2, program, 0, 0) != 0:
        raise OSError("the filter of system calls was refused")


def report(line):
    text = ("".join(json_parts(line, 0)) + "\n").encode()
    while text:
        text = text[write(REPORTS, text) :]


def plain(value, depth=0):
    """The value as JSON can say it."""
    if depth > 200:
        raise TypeError("returned a value that is nested too deeply")
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value) if -SAFE_INTEGER <= value <= SAFE_INTEGER else {"$integer": str(int(value))}
    if isinstance(value, float):
        if math.isnan(value):
            return {"$number": "NaN"}
        return float(value) if math.isfinite(value) else {"$number": "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, (list, tuple)):
        return [plain(entry, depth + 1) for entry in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: plain(entry, depth + 1) for key, entry in value.items()}
    raise TypeError(f"returned {type(value).__name__}, which is no JSON value")


def late(_number, _frame):
    raise Late


def load(job):
    code = compile(job["source"], "answer.py", "exec")
    module = type(sys)("answer")
    sys.modules["answer"] = module
    exec(code, module.__dict__)
    function = module.__dict__.get(job["entry"])
    if not callable(function):
        raise NameError(f"no function {job['entry']}")
    return function


def limited(seconds, work):
    # Time of the processor: on a busy machine a good program must not run out of time.
    setitimer(_signal.ITIMER_PROF, seconds)
    try:
        return work()
    finally:
        setitimer(_signal.ITIMER_PROF, 0)


def call_once(function, args, index, call_ms):
    """Whether the call ended in time."""
    try:
        value = limited(call_ms / 1000, lambda: function(*args))
    except Late:
        report({"index": index, "failure": f"took longer than {call_ms} ms"})
        return False
    except BaseException as thrown:
        report({"index": index, "threw": [above.__name__ for above in type(thrown).__mro__][:16]})
        return True
    try:
        report({"index": index, "value": plain(value)})
    except Exception as thrown:
        report({"index": index, "failure": str(thrown)})
    return True


def main():
    refuse_other_sockets()
    job, _ = read_json(sys.stdin.buffer.read().decode(), 0)
    _signal.signal(_signal.SIGPROF, late)
    report({"ready": True})
    try:
        function = limited(job["callMs"] / 1000, lambda: load(job))
    except BaseException as thrown:
        report({"broken": f"{type(thrown).__name__}: {thrown}"})
        return
    for index, args in enumerate(job["calls"]):
        if not call_once(function, args, index, job["callMs"]):
            break


main()
# Threads and exit handlers of the program would keep the process.
kill(os.getpid(), _signal.SIGKILL)
