import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../core/errors.js";
import { LIMITS, ORPHAN_SECONDS } from "./limits.js";

const SYSTEM_FOLDERS = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
/** Needed inside: for giving up rights once the old root is gone. */
const INNER_TOOLS = ["timeout", "unshare", "prlimit", "setpriv", "umount"];
const OUTER_TOOLS = ["sh", "mount", "mkdir", "pivot_root"];
const LIBRARIES = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
const DEVICES = ["null", "zero", "urandom"];
const READ_ONLY = "bind,ro,nosuid,nodev";
/** A user without files of its own, for those who start us as root. */
const NOBODY = 65_534;
const USER_INSIDE = 1000;

/** An interpreter, and the folders besides the system's libraries that it reads. */
export interface Interpreter {
  readonly file: string;
  readonly folders: readonly string[];
  readonly args: readonly string[];
}

/** @throws UsageError where the system lacks a tool that isolation is made of */
export function systemTool(name: string): string {
  const found = SYSTEM_FOLDERS.map((folder) => join(folder, name)).find(existsSync);
  if (found === undefined)
    throw new UsageError(`programs cannot be isolated: no ${name} in ${SYSTEM_FOLDERS.join(", ")}; install util-linux`);
  return found;
}

/**
 * The command that runs an interpreter in a world of its own: namespaces for users, network, processes, mounts,
 * System V IPC and host name; of the files, the interpreter, the system's libraries and an empty folder.
 *
 * Its first process watches the time, as somebody the program inside can neither signal nor trace; when it ends, so
 * does everything there. The program is a user without rights, in a user namespace below, and gets no further one.
 */
export function worldCommand(script: string, { file, folders, args }: Interpreter): readonly string[] {
  for (const tool of OUTER_TOOLS) systemTool(tool);
  const isRoot = process.getuid?.() === 0;
  return [
    systemTool("setpriv"),
    ...(isRoot ? [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] : []),
    "--no-new-privs",
    systemTool("unshare"),
    ..."--user --map-root-user --net --pid --mount --ipc --uts --cgroup --fork --kill-child=KILL".split(" "),
    systemTool("sh"),
    "-c",
    script,
    "enter",
    ...root(file, folders),
    ...`/tools/timeout --signal=KILL ${ORPHAN_SECONDS}`.split(" "),
    ...`/tools/unshare --user --keep-caps --map-user=${USER_INSIDE} --map-group=${USER_INSIDE}`.split(" "),
    "/tools/prlimit",
    ...rlimits(),
    ..."/tools/setpriv --no-new-privs --ambient-caps=-all --inh-caps=-all --bounding-set=-all".split(" "),
    file,
    ...args,
  ];
}

function rlimits(): readonly string[] {
  const { cpuSeconds, memoryBytes, processes, openFiles, outputBytes } = LIMITS;
  const limits = { cpu: cpuSeconds, data: memoryBytes, nproc: processes, nofile: openFiles, fsize: outputBytes };
  return Object.entries({ ...limits, core: 0, msgqueue: 0, memlock: 0 }).map(([name, value]) => `--${name}=${value}`);
}

/** Folders, files and mounts of the new root, one a line each. */
function root(interpreter: string, folders: readonly string[]): readonly [string, string, string] {
  const libraries = LIBRARIES.filter(existsSync);
  const readOnly = [...new Set([...libraries, ...folders])];
  const outside = readOnly.filter((path) => !libraries.some((library) => path.startsWith(`${library}/`)));
  const tools = INNER_TOOLS.map((name) => [realpathSync(systemTool(name)), `/tools/${name}`] as const);
  const devices = DEVICES.map((name) => [`/dev/${name}`, `/dev/${name}`] as const);
  const isCovered = libraries.some((library) => interpreter.startsWith(`${library}/`));
  const files = [...tools, ...(isCovered ? [] : [[interpreter, interpreter] as const])];
  const mounts = [
    ...outside.map((path) => mount(realpathSync(path), path, "none", READ_ONLY)),
    ...files.map(([from, to]) => mount(from, to, "none", READ_ONLY)),
    ...devices.map(([from, to]) => mount(from, to, "none", "bind")),
    mount("proc", "/proc", "proc", "nosuid,nodev,noexec,subset=pid,hidepid=invisible"),
    mount("work", "/work", "tmpfs", `size=${LIMITS.workBytes},mode=1777,nosuid,nodev,noexec`),
    mount("none", "", "none", `remount,${READ_ONLY}`),
  ];
  const needed = ["/proc", "/dev", "/tools", "/work", dirname(interpreter), ...outside];
  const relative = (paths: readonly string[]) => paths.map((path) => `.${path}`).join("\n");
  return [relative(needed), relative([...files, ...devices].map(([, to]) => to)), mounts.join("\n")];
}

function mount(from: string, to: string, type: string, options: string): string {
  const quoted = (path: string) =>
    path.replace(/[\s\\#]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, "0")}`);
  return `${quoted(from)} ${quoted(`/sys${to}`)} ${type} ${options} 0 0`;
}
