export * from "./errors.ts";
export * from "./exercise-feed.ts";
export * from "./replay-feed.ts";
