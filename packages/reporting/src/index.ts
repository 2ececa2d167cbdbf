export * from "./observation-sentence.ts";
