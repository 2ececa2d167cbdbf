export * from "./ports/feed.ts";
export * from "./ports/store.ts";
export * from "./views/picture.ts";
