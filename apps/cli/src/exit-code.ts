import type { Fault } from "@truceline/model";

/** DESIGN section 10. */
export const exitCode = {
  /** Done, nothing wrong. */
  ok: 0,
  /** Done, and it found what it looks for. */
  found: 1,
  usage: 2,
  refused: 3,
  /** Something needed is not there. */
  absent: 4,
  /** A defect in Truceline. */
  bug: 70,
} as const;

export function exitCodeOf(fault: Fault): number {
  switch (fault) {
    case "caller":
      return exitCode.usage;
    case "data":
      return exitCode.refused;
    case "absent":
    case "busy":
      return exitCode.absent;
    case "bug":
      return exitCode.bug;
  }
}
