import { setFlagsFromString } from "node:v8";

/** How much a heap may grow over what lives in it before it is collected as a whole, in percent. */
const heapGrowingPercent = 100;

/**
 * Keeps a process that runs for weeks near what lives in it. On a machine with much memory V8 lets the
 * old generation grow to three or four times that before it collects it, in each thread at another
 * time: half an hour of steady input looks like a leak, and the system beside us has less. Twice is a
 * compromise: at 1.4 times taking input is slower (bench/RESULTS.md, `feeds`). Must run before threads start.
 */
export function keepMemorySteady(): void {
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
}
