export * from "./border-runs.ts";
export * from "./describe-agreement.ts";
export * from "./length-definitions.ts";
export * from "./length-text.ts";
export * from "./measure-lengths.ts";
export * from "./observation-sentence.ts";
