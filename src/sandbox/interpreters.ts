import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { UsageError } from "../core/errors.js";
import type { Language } from "../core/program.js";
import type { Interpreter } from "./world.js";

/** The heap that a program in JavaScript may fill; the process around it takes the rest of its memory. */
const HEAP_MIB = 384;
const PYTHONS = ["/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"];

/** @throws UsageError where there is none */
export function interpreterOf(language: Language): Interpreter {
  return language === "python" ? python() : javascript();
}

function javascript(): Interpreter {
  const args = [`--max-old-space-size=${HEAP_MIB}`, "--no-warnings", "-e"];
  return { file: realpathSync(process.execPath), folders: [], args: [...args, textOf("call-javascript.cjs")] };
}

function python(): Interpreter {
  const found = PYTHONS.find(existsSync);
  if (found === undefined) throw new UsageError(`no ${PYTHONS[0]} for programs in Python: install python3`);
  const file = realpathSync(found);
  const prefix = execFileSync(file, ["-I", "-S", "-c", "import sys; print(sys.base_prefix)"], { encoding: "utf8" });
  const folders = [`${prefix.trim()}/lib`].filter(existsSync);
  // Neither variables nor folders of packages, no byte code written, text as everywhere else.
  return { file, folders, args: ["-I", "-S", "-B", "-X", "utf8", "-c", textOf("call-python.py")] };
}

/** A file of this folder that is handed over as text: inside, there is nothing to overwrite. */
export function textOf(name: string): string {
  return readFileSync(fileURLToPath(new URL(`./${name}`, import.meta.url)), "utf8");
}
