export * from "./errors.ts";
export * from "./exercise-world.ts";
export * from "./observer-report.ts";
export * from "./truth-events.ts";
