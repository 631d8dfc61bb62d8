import { type EscapeProbe, either, ends, returns, returnsWhat, throws } from "./escape-probe.js";

/** What every probe may use. `libc` needs ctypes, which calls anything. */
const PRELUDE = `
import errno, os, signal, socket, sys, time

def attempt(work):
    try:
        return ["done", work()]
    except OSError as error:
        return [errno.errorcode.get(error.errno, str(error.errno))]
    except BaseException as error:
        return [type(error).__name__]

def libc(name, *args):
    import ctypes
    library = ctypes.CDLL(None, use_errno=True)
    said = getattr(library, name)(*args)
    return ["done"] if said >= 0 else [errno.errorcode.get(ctypes.get_errno(), "?")]
`;

type Probe = readonly [name: string, body: string, isContained: EscapeProbe["isContained"]];

/** One of the ways in which Linux says no. */
const refused = returnsWhat((said: readonly (string | readonly string[])[]) =>
  said
    .flat()
    .every((code) =>
      ["EPERM", "EACCES", "ENOENT", "EROFS", "EINVAL", "ENOSPC", "ENOSYS", "EBUSY", "EPROTONOSUPPORT"].includes(code),
    ),
);

const PROBES: readonly Probe[] = [
  [
    "reads environments",
    `found = [open("/proc/" + pid + "/environ", "rb").read() for pid in os.listdir("/proc") if pid == "self"]
    others = [attempt(lambda: open("/proc/" + pid + "/environ").read()) for pid in os.listdir("/proc") if pid.isdigit()]
    return facts["marker"] in repr((found, others, dict(os.environ)))`,
    returns(false),
  ],
  ["reads a key file", 'return attempt(lambda: open(facts["keyFile"]).read())', returns(["ENOENT"])],
  [
    "connects to a server on loopback",
    'return attempt(lambda: socket.create_connection(("127.0.0.1", facts["port"]), 1) and "connected")',
    returnsWhat(([code]: readonly string[]) => ["ECONNREFUSED", "ENETUNREACH"].includes(code ?? "")),
  ],
  [
    "connects to sockets of the machine",
    `def connect(path):
        with socket.socket(socket.AF_UNIX) as peer:
            peer.connect(path)
    return [attempt(lambda: connect(path))[0] for path in (facts["abstractSocket"], "/run/docker.sock", "/run/dbus/system_bus_socket")]`,
    returns(["ECONNREFUSED", "ENOENT", "ENOENT"]),
  ],
  [
    "opens sockets that no network namespace holds back",
    `def opened(family, kind):
        with socket.socket(family, kind) as peer:
            return peer.fileno() >= 0
    return [attempt(lambda: opened(40, socket.SOCK_STREAM))[0], attempt(lambda: opened(socket.AF_PACKET, socket.SOCK_RAW))[0], attempt(lambda: opened(socket.AF_INET, socket.SOCK_RAW))[0], attempt(lambda: opened(38, 5))[0]]`,
    refused,
  ],
  [
    "forks without end",
    `started = 0
    try:
        for _ in range(2000):
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            started += 1
    except OSError as error:
        return [errno.errorcode[error.errno], started < 64]
    return started`,
    returns(["EAGAIN", true]),
  ],
  ["fills memory", "return len(bytearray(2**30))", throws("MemoryError")],
  [
    "fills memory from many processes",
    `for _ in range(6):
        if os.fork() == 0:
            kept = bytearray(400 * 2**20)
            time.sleep(60)
            os._exit(0)
    time.sleep(8)
    return "unlimited"`,
    ends(/more than 512 MiB of memory|ended before/),
  ],
  [
    "fills memory that no process has mapped",
    `kept = []
    for _ in range(60):
        kept.append(os.memfd_create("x"))
        for _ in range(15):
            os.write(kept[-1], b"x" * 2**20)
        time.sleep(0.02)
    time.sleep(3)
    return "unlimited"`,
    either(ends(/more than 512 MiB of memory|ended before/), throws("OSError"), throws("AttributeError")),
  ],
  ["takes System V shared memory", "return libc('shmget', 0, 2**20, 0o1600)", refused],
  [
    "fills the disk",
    `written = 0
    def fill():
        nonlocal written
        for file in range(64):
            with open(f"/work/{file}", "wb") as out:
                out.write(bytes(2**23))
            written += 8
    return [attempt(fill)[0], written <= 64]`,
    returns(["ENOSPC", true]),
  ],
  [
    "traces the process above it",
    "return [libc('ptrace', 16, os.getppid(), 0, 0), libc('ptrace', 16, 1, 0, 0)]",
    refused,
  ],
  [
    "stops and kills the process above it",
    `for number in (signal.SIGSTOP, signal.SIGKILL):
        attempt(lambda: os.kill(1, number))
    return attempt(lambda: os.kill(facts["parentPid"], 0))`,
    returns(["ESRCH"]),
  ],
  [
    "mounts, unmounts and changes its root",
    `return [libc("mount", b"none", b"/work", b"tmpfs", 0, None), libc("umount2", b"/work", 2), libc("mount", b"none", b"/", None, 4096 | 32, None), libc("chroot", b"/work")]`,
    refused,
  ],
  [
    "makes namespaces and enters others",
    `return [libc("unshare", 0x10000000), libc("unshare", 0x00020000), libc("setns", os.open("/proc/self/ns/net", os.O_RDONLY), 0x40000000)]`,
    refused,
  ],
  ["becomes root", "return [attempt(lambda: os.setuid(0))[0], attempt(lambda: os.setgid(0))[0]]", refused],
  [
    "writes settings of the kernel and of control groups",
    `paths = ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/sys/fs/cgroup/cgroup.procs", "/proc/1/oom_score_adj", "/proc/1/uid_map")
    return [attempt(lambda: open(path, "w").write("1"))[0] for path in paths]`,
    refused,
  ],
  [
    "raises its own limits",
    `import resource
    return [attempt(lambda: resource.setrlimit(limit, (2**40, 2**40)))[0] for limit in (resource.RLIMIT_DATA, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE)]`,
    returns(["ValueError", "ValueError", "ValueError"]),
  ],
  [
    "leaves hooks for the next program",
    `for name in ("sitecustomize.py", "usercustomize.py", "conftest.py", "json.py"):
        open("/work/" + name, "w").write("raise SystemExit(0)")
    import subprocess
    return [attempt(lambda: open(os.path.join(path, "sitecustomize.py"), "w").write("x"))[0] for path in sys.path if path.startswith("/")]`,
    refused,
  ],
  [
    "returns what equals everything",
    `class Always(str):
        def __eq__(self, other):
            return True
        def __hash__(self):
            return 0
    return Always("data")`,
    returns("data"),
  ],
  [
    "returns an object that says it is right",
    `class Right:
        def __eq__(self, other):
            return True
    return Right()`,
    ends(/no JSON value/),
  ],
  [
    "writes a verdict to its output",
    `sys.stdout.write('{"index": 0, "value": "forged"}\\n')
    os.write(1, b'{"index": 0, "value": "forged"}\\n')
    os.write(2, b'{"index": 0, "value": "forged"}\\n')
    return "honest"`,
    returns("honest"),
  ],
  [
    "says that it has passed, and that its result is another",
    `os.write(3, b'{"score": 1}\\n{"passed": true}\\n{"index": 99, "value": 1}\\n{"index": "0", "value": 1}\\nnot json\\n')
    return "honest"`,
    returns("honest"),
  ],
  [
    "sends a file descriptor along with its report",
    `channel = socket.socket(fileno=os.dup(3))
    attempt(lambda: socket.send_fds(channel, [b"\\n"], [os.open("/dev/zero", os.O_RDONLY)]))
    return "honest"`,
    returns("honest"),
  ],
  ["leaves with success", "os._exit(0)", ends(/ended before/)],
  ["closes the report channel", "os.close(3)\n    return 'done'", ends(/ended before/)],
  ["never ends", "while True: pass", ends(/took longer than/)],
  [
    "never ends, and does not let itself be ended",
    `signal.signal(signal.SIGPROF, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass`,
    ends(/ran longer than 10 s|ended before/),
  ],
  [
    "calls itself without end, past the limit",
    `sys.setrecursionlimit(10**9)
    def down():
        return down() + 1
    return down()`,
    either(ends(/ended before|memory|longer/), throws("RecursionError"), throws("MemoryError")),
  ],
  [
    "watches files for what others do",
    `import ctypes
    library = ctypes.CDLL(None, use_errno=True)
    watch = library.inotify_init1(os.O_NONBLOCK)
    for path in (b"/usr/lib", b"/work", b"/dev", b"/"):
        library.inotify_add_watch(watch, path, 0x100 | 0x2 | 0x8)
    time.sleep(0.2)
    return attempt(lambda: os.read(watch, 4096))`,
    returnsWhat(([code]: readonly string[]) => ["EAGAIN", "EBADF"].includes(code ?? "")),
  ],
  [
    "becomes a daemon",
    `if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv(sys.executable or "/usr/bin/python3", ["python3", "-I", "-S", "-c", "import time; time.sleep(60)", facts["marker"]])
        os._exit(0)
    time.sleep(0.1)
    return "answered"`,
    returns("answered"),
  ],
  [
    "runs a program out of memory",
    `file = os.memfd_create("x", 0)
    os.write(file, open("/tools/setpriv", "rb").read())
    if os.fork() == 0:
        try:
            os.execve(file, ["setpriv", "--reuid=0", "/tools/timeout"], {})
        finally:
            os._exit(7)
    return os.waitstatus_to_exitcode(os.wait()[1]) != 0`,
    returns(true),
  ],
];

/** Escape attempts in Python. */
export const PYTHON_PROBES: readonly EscapeProbe[] = PROBES.map(([name, body, isContained]) => ({
  name,
  language: "python",
  source: `${PRELUDE}\ndef probe(facts):\n    ${body}\n`,
  isContained,
}));
