import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { failNthOperation } from "../testing/store-io-faults.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "io-faults-"));
afterAll(() => rmSync(folder, { recursive: true }));

it.each(["EIO", "ENOSPC", "EACCES"])(
  "ends in clear errors, with nothing lost, where an operation fails with %s",
  async (code) => {
    let cases = 0;
    // Steps that the three codes share among themselves; `npm run prove:store` takes every one.
    const first = { EIO: 1, ENOSPC: 6, EACCES: 11 }[code] ?? 1;
    for (let nth = first; ; nth += 15) {
      const end = await failNthOperation(join(folder, "results.duckdb"), nth, code, false);
      if (end.failed === null) break;
      cases += 1;
      expect(end, `${code} at operation ${nth} (${end.failed})`).toEqual({
        ...end,
        unclear: [],
        verdict: { kind: "whole" },
      });
    }
    expect(cases).toBeGreaterThan(3);
  },
);
