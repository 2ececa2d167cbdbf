export * from "./admit/admit.ts";
export { clockAheadMaxMs, type WatchedBox } from "./admit/plausibility.ts";
export * from "./errors.ts";
export * from "./ingest/ingest.ts";
export * from "./ports/feed.ts";
export * from "./ports/hasher.ts";
export * from "./ports/store.ts";
export { MemoryStore } from "./store/memory-store.ts";
export * from "./views/picture.ts";
