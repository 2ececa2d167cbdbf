export type { DeskMessage } from "./desk-message.ts";
export * from "./errors.ts";
export type { ExerciseMessage, SentSensorState } from "./exercise-message.ts";
export * from "./exercise-world.ts";
export * from "./observer-report.ts";
export * from "./truth-events.ts";
