import highsModule from "highs";

/**
 * Loads HiGHS as WebAssembly. The package's types describe its CommonJS build, whose default lies one level
 * deeper than in the ES module that is loaded here.
 */
export const loadHighs = highsModule as unknown as (typeof highsModule)["default"];
