import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = dirname(import.meta.dirname);

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly scripts: Record<string, string>;
};
const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  readonly packages: Record<string, Locked>;
};
const locked = Object.entries(lock.packages).filter(([path]) => path !== "");
const runtime = locked.filter(([, { dev, devOptional }]) => !dev && !devOptional);

describe("the package", () => {
  it("pins every dependency exactly", () => {
    const specs = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(specs.filter((spec) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(spec))).toEqual([]);
  });

  it("installs nothing that runs a script", () => {
    expect(runtime.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });

  it("stays small: at most 90 packages at run time, other platforms' binaries apart", () => {
    const perPlatform = (path: string) => /-(linux|darwin|win32)-/.test(path);
    expect(runtime.filter(([path]) => !perPlatform(path)).length).toBeLessThanOrEqual(90);
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(10);
  });

  it("names no registry, and hashes everything that is installed here", () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    const bare = locked.filter(([, { integrity }]) => integrity === undefined);
    expect(bare.filter(([, { optional }]) => !optional).map(([path]) => path)).toEqual([]);
  });
});
