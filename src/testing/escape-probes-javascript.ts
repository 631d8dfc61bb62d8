import { type EscapeProbe, either, ends, returns, returnsWhat, throws } from "./escape-probe.js";

/** What every probe may use. */
const PRELUDE = `
const fs = require("node:fs");
const { spawn, spawnSync } = require("node:child_process");
const code = (error) => (error && error.code) || (error && error.name) || "none";
const attempt = (work) => { try { return ["done", work()]; } catch (error) { return [code(error)]; } };
const soon = (start) => new Promise((resolve) => start((value) => resolve(value)));
`;

type Probe = readonly [name: string, body: string, isContained: EscapeProbe["isContained"]];

const PROBES: readonly Probe[] = [
  ["reads the environment", "return Object.keys(process.env);", returns([])],
  [
    "reads the environment of every process it sees",
    `const pids = fs.readdirSync("/proc").filter((name) => /^\\d+$/.test(name));
     return pids.some((pid) => String(attempt(() => fs.readFileSync("/proc/" + pid + "/environ", "latin1"))[1] ?? "").includes(facts.marker));`,
    returns(false),
  ],
  ["reads a key file", "return attempt(() => fs.readFileSync(facts.keyFile, 'utf8'));", returns(["ENOENT"])],
  [
    "reads the project and the home folder",
    "return [facts.projectFile, facts.homeFolder, '/etc/passwd', '/proc/1/root/etc/passwd'].map((path) => attempt(() => fs.readFileSync(path))[0]);",
    returnsWhat((codes: readonly string[]) => codes.every((code) => ["ENOENT", "EACCES"].includes(code))),
  ],
  [
    "connects to a server on loopback",
    `return soon((done) => require("node:net").connect(facts.port, "127.0.0.1", () => done("connected")).on("error", (error) => done(error.code)));`,
    returnsWhat((code: string) => ["ECONNREFUSED", "ENETUNREACH"].includes(code)),
  ],
  [
    "connects to an abstract socket",
    `return soon((done) => require("node:net").connect({ path: facts.abstractSocket }, () => done("connected")).on("error", (error) => done(error.code)));`,
    returns("ECONNREFUSED"),
  ],
  [
    "asks for an address",
    `return soon((done) => require("node:dns").lookup("example.com", (error, address) => done(error ? error.code : address)));`,
    returnsWhat((code: string) => ["EAI_AGAIN", "ENOTFOUND"].includes(code)),
  ],
  [
    "starts processes without end",
    `const started = [];
     for (let count = 0; count < 80; count += 1) {
       const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1e6)", facts.marker]).on("error", () => 0);
       if (child.pid !== undefined) started.push(child.pid);
     }
     return started.length;`,
    either(
      returnsWhat((started: number) => started < 64),
      ends(/ended before|memory|took longer/),
    ),
  ],
  [
    "fills memory outside the heap",
    "const kept = []; while (kept.length < 64) kept.push(Buffer.alloc(2 ** 24, 1)); return kept.length;",
    either(throws("RangeError"), throws("Error"), ends(/memory|ended before|took longer/)),
  ],
  [
    "fills the heap",
    "const kept = []; while (kept.length < 1e4) kept.push(new Array(1e5).fill({})); return kept.length;",
    ends(/memory|ended before|took longer/),
  ],
  [
    "fills the disk",
    `let written = 0;
     const [code] = attempt(() => { for (let file = 0; file < 10; file += 1) { fs.writeFileSync("/work/" + file, Buffer.alloc(2 ** 23)); written += 8; } });
     return [code, written <= 64];`,
    returns(["ENOSPC", true]),
  ],
  [
    "links to a file outside",
    "fs.symlinkSync(facts.keyFile, '/work/link'); return attempt(() => fs.readFileSync('/work/link'));",
    returns(["ENOENT"]),
  ],
  [
    "signals us, and the first process of its world",
    "return [attempt(() => process.kill(facts.parentPid, 'SIGKILL'))[0], attempt(() => process.kill(1, 'SIGKILL'))[0] !== 'never'];",
    returns(["ESRCH", true]),
  ],
  [
    "opens the memory of the first process",
    "return attempt(() => fs.openSync('/proc/1/mem', 'r+'));",
    either(returns(["EACCES"]), returns(["ENOENT"])),
  ],
  [
    "overwrites the interpreter, the tools and the libraries",
    "return [process.execPath, '/tools/timeout', '/usr/lib/x', '/mounts', '/x'].map((path) => attempt(() => fs.writeFileSync(path, ''))[0]);",
    returnsWhat((codes: readonly string[]) => codes.every((code) => ["EROFS", "EACCES", "ETXTBSY"].includes(code))),
  ],
  [
    "replaces JSON.stringify and toJSON",
    "JSON.stringify = () => '{\"index\":0,\"value\":\"forged\"}'; Object.prototype.toJSON = () => 'forged'; return 'honest';",
    either(returns("honest"), returns("forged"), ends(/ended before/)),
  ],
  [
    "writes a verdict to its output",
    `process.stdout.write('{"index":0,"value":"forged"}\\n{"score":1}\\n'); fs.writeSync(2, '{"index":0,"value":"forged"}\\n'); return "honest";`,
    returns("honest"),
  ],
  ["leaves with success", "process.exit(0);", ends(/ended before/)],
  ["never ends", "for (;;);", ends(/took longer than/)],
  ["promises and never keeps it", "return new Promise(() => 0);", ends(/took longer than/)],
  ["writes without end", "for (;;) fs.writeSync(3, 'x'.repeat(2 ** 20) + '\\n');", ends(/wrote more than 16 MiB/)],
  ["calls itself without end", "const down = () => down() + 1; return down();", throws("RangeError")],
  [
    "looks for files that we left open",
    `return fs.readdirSync("/proc/self/fd").map((fd) => attempt(() => fs.readlinkSync("/proc/self/fd/" + fd))[1] ?? "")
       .filter((target) => target.startsWith("/") && !target.startsWith("/dev/null") && !target.startsWith("/proc/"));`,
    returns([]),
  ],
  ["reports twice", `fs.writeSync(3, '{"index":0,"value":"first"}\\n'); return "second";`, returns("first")],
  [
    "makes itself root in a namespace of its own",
    "const { status } = spawnSync('/tools/unshare', ['--user', '--map-root-user', '/tools/timeout', '1', '/tools/setpriv', '--dump']); return status !== 0;",
    returns(true),
  ],
  [
    "looks for a mount where a setuid bit would count",
    `return fs.readFileSync("/proc/self/mountinfo", "utf8").trim().split("\\n").map((line) => line.split(" "))
       .filter((fields) => !fields[5].includes("nosuid") && !fields[4].startsWith("/dev/")).map((fields) => fields[4]);`,
    returns([]),
  ],
  [
    "opens devices",
    "return [fs.readdirSync('/dev').sort(), ...['/dev/mem', '/dev/kmsg', '/dev/vda', '/dev/kvm'].map((path) => attempt(() => fs.openSync(path, 'r'))[0])];",
    returns([["null", "urandom", "zero"], "ENOENT", "ENOENT", "ENOENT", "ENOENT"]),
  ],
  [
    "leaves a process behind",
    `const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1e6)", facts.marker], { detached: true, stdio: "ignore" }); child.unref(); return child.pid > 0;`,
    returns(true),
  ],
  ["goes on after it has answered", "setInterval(() => { for (;;); }, 0); return 'answered';", returns("answered")],
  [
    "loads a library of its own",
    "fs.copyFileSync('/tools/timeout', '/work/own.node'); return attempt(() => process.dlopen({ exports: {} }, '/work/own.node'))[0] !== 'done';",
    returns(true),
  ],
];

/** Escape attempts in JavaScript. */
export const JAVASCRIPT_PROBES: readonly EscapeProbe[] = PROBES.map(([name, body, isContained]) => ({
  name,
  language: "typescript",
  source: `${PRELUDE}\nfunction probe(facts) {\n${body}\n}`,
  isContained,
}));
