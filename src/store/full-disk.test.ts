import { afterAll, describe, expect, it } from "vitest";
import { fillDisk, mountSmallDisk } from "../testing/store-full-disk.js";

const MEBIBYTE = 1024 * 1024;
const disk = mountSmallDisk(32);

afterAll(() => disk?.unmount());

describe.skipIf(disk === null)("a full disk (skipped where mounting a small one is not permitted)", () => {
  it.each([6, 7.3, 9, 14])("loses nothing that is paid with %f MiB left", async (free) => {
    const end = await fillDisk(disk?.folder ?? "", free * MEBIBYTE);
    expect(end).toEqual({ ...end, takenAfter: 0, lost: 0, unclear: [], verdict: { kind: "whole" } });
    expect(end.kept).toBeGreaterThan(free > 8 ? 100 : 0);
  });

  it("refuses the first call where there is no space for what it leads to", async () => {
    const end = await fillDisk(disk?.folder ?? "", MEBIBYTE / 4);
    expect(end).toEqual({ ...end, takenAfter: 0, lost: 0, unclear: [], verdict: { kind: "whole" }, kept: 0 });
  });
});
