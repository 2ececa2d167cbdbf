import { readdirSync, readFileSync } from "node:fs";

/** Ids of other processes whose command line names a text, such as a data folder. */
export function processesOf(text: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => commandOf(Number(pid)).includes(text))
    .map(Number);
}

/** The command line of a process; empty once it has ended. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** A process's parent, grandparent … up to the first one of the machine. */
export function ancestorsOf(pid: number): number[] {
  const ancestors: number[] = [];
  for (let at = pid; at > 1; ) {
    try {
      // The name in parentheses may itself hold spaces; the parent is the second word after it.
      const stat = readFileSync(`/proc/${at}/stat`, "utf8");
      at = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    } catch {
      break;
    }
    ancestors.push(at);
  }
  return ancestors;
}
