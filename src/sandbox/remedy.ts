import { readFileSync } from "node:fs";

/** Switches of Linux that forbid user namespaces to ordinary users, and the value that does. */
const SWITCHES = [
  ["kernel.apparmor_restrict_unprivileged_userns", "1", "0"],
  ["kernel.unprivileged_userns_clone", "0", "1"],
  ["user.max_user_namespaces", "0", "10000"],
] as const;

/** What to do where a world could not be built. */
export function remedyFor(complaints: string): string {
  const off = SWITCHES.find(([name, forbidding]) => valueOf(name) === forbidding);
  if (off !== undefined) return `allow user namespaces: sudo sysctl -w ${off[0]}=${off[2]}`;
  if (/failed to execute|not found|Permission denied/.test(complaints) && !/unshare/.test(complaints))
    return "let every user read and run the interpreter, or start tierbench as the user who owns it";
  return "in a container, allow it user namespaces and mounts, or leave the container";
}

function valueOf(name: string): string | null {
  try {
    return readFileSync(`/proc/sys/${name.replaceAll(".", "/")}`, "utf8").trim();
  } catch {
    return null;
  }
}
