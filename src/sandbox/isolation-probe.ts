import { readlinkSync } from "node:fs";
import type { Language } from "../core/program.js";

/** What a program can find out about where it runs. */
export interface IsolationReport {
  readonly uid: number;
  readonly namespaces: { readonly [name: string]: string };
  readonly status: string;
  readonly root: readonly string[];
  readonly interfaces: number;
  readonly variables: number;
  readonly canWriteRoot: boolean;
  readonly mounts: string;
}

const NAMESPACES = ["user", "net", "pid", "mnt", "ipc", "uts"];
const ROOT = new Set(["dev", "lib", "lib64", "mounts", "proc", "tools", "usr", "work"]);

const javascript = `
const fs = require("node:fs");
const attempt = (work) => { try { work(); return true; } catch { return false; } };
function probe() {
  return {
    uid: process.getuid(),
    namespaces: Object.fromEntries(${JSON.stringify(NAMESPACES)}.map((name) => [name, fs.readlinkSync("/proc/self/ns/" + name)])),
    status: fs.readFileSync("/proc/self/status", "utf8"),
    root: fs.readdirSync("/"),
    interfaces: Object.keys(require("node:os").networkInterfaces()).length,
    variables: Object.keys(process.env).filter((name) => name !== "_").length,
    canWriteRoot: attempt(() => fs.accessSync("/", fs.constants.W_OK)),
    mounts: fs.readFileSync("/proc/self/mountinfo", "utf8"),
  };
}`;

const python = `
import os, socket

def probe():
    return {
        "uid": os.getuid(),
        "namespaces": {name: os.readlink("/proc/self/ns/" + name) for name in ${JSON.stringify(NAMESPACES)}},
        "status": open("/proc/self/status").read(),
        "root": os.listdir("/"),
        "interfaces": len([name for _, name in socket.if_nameindex() if name != "lo"]),
        "variables": len([name for name in os.environ if name not in ("_", "LC_CTYPE")]),
        "canWriteRoot": os.access("/", os.W_OK),
        "mounts": open("/proc/self/mountinfo").read(),
    }
`;

/** Trial programs: what they can see is what any program will see. */
export const PROBES: { readonly [language in Language]: string } = { typescript: javascript, python };

/** What a world lacks of being one; null: nothing. */
export function missingIsolation(report: IsolationReport): string | null {
  const shared = NAMESPACES.find((name) => report.namespaces[name] === readlinkSync(`/proc/self/ns/${name}`));
  if (shared !== undefined) return `programs share our ${shared} namespace`;
  if (report.uid === 0) return "programs are root inside";
  if (!/^NoNewPrivs:\s1$/m.test(report.status)) return "programs may gain rights";
  if (!/^CapEff:\s0+$/m.test(report.status) || !/^CapBnd:\s0+$/m.test(report.status))
    return "programs have capabilities";
  const visible = report.root.find((name) => !ROOT.has(name) && !isLibraryParent(name));
  if (visible !== undefined) return `programs see /${visible}`;
  if (report.interfaces > 0) return "programs have a network";
  if (report.variables > 0) return "programs see our environment";
  const isReadOnly = /^\d+ \d+ \S+ \S+ \/ ro,/m.test(report.mounts);
  return report.canWriteRoot || !isReadOnly ? "programs can write outside their folder" : null;
}

/** The interpreter's own path may begin anywhere. */
function isLibraryParent(name: string): boolean {
  return process.execPath.startsWith(`/${name}/`);
}
