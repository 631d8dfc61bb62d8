#!/usr/bin/env node
import { EXIT } from "../core/errors.js";
import { processEffects } from "./effects.js";
import { main, tellBug } from "./main.js";

const args = process.argv.slice(2);
if (args[0] === "run") (await import("./lean-heap.js")).keepHeapLean();
const effects = processEffects();
let hadBug = false;
// Rejections that nobody handles come here too. Node would exit with 1, which here means that a gate has failed.
process.on("uncaughtException", (thrown) => {
  hadBug = true;
  tellBug(thrown, args, effects);
  // A run that is under way still stores what it has paid for.
  if (!effects.interrupt("bug")) process.exit(EXIT.bug);
});
const exitCode = await main(args, effects);
process.exitCode = hadBug ? EXIT.bug : exitCode;
