#!/usr/bin/env node
import { EXIT, messageOf } from "../core/errors.js";
import { processEffects } from "./effects.js";
import { main } from "./main.js";

const effects = processEffects();
// Node would exit with 1, which here means that a gate has failed. What was stored before is kept.
process.on("uncaughtException", (thrown) => {
  effects.note(`tierbench: internal error: ${messageOf(thrown)}`);
  if (process.argv.includes("--debug") && thrown instanceof Error) effects.note(thrown.stack ?? "");
  process.exit(EXIT.bug);
});
process.exitCode = await main(process.argv.slice(2), effects);
