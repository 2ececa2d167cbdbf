export * from "./compiled.ts";
