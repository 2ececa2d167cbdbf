import { defaultClientConditions, defineConfig } from "vite";
import { fixtureApi } from "./dev/fixture-plugin.ts";
import { offlineFiles } from "./offline-files.ts";

/** `TRUCELINE_SERVER=http://127.0.0.1:8480` sends the API there; without it the fixture answers. */
const server = process.env["TRUCELINE_SERVER"];

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // Packages are read from their sources, as everywhere in development; nothing has to be built before.
  resolve: {
    conditions: ["truceline-src", ...defaultClientConditions],
    // The compiled part of the library of orbits starts threads that the strict content policy refuses.
    alias: [
      {
        find: /^#wasm-(single|multi)-thread$/,
        replacement: `${import.meta.dirname}/no-bulk-orbits.ts`,
      },
    ],
  },
  plugins: [
    offlineFiles({ page: "patrol.html", list: "patrol-files.json" }),
    ...(server === undefined ? [fixtureApi()] : []),
  ],
  server: {
    host: "127.0.0.1",
    ...(server === undefined ? {} : { proxy: { "/api": { target: server } } }),
  },
  build: {
    target: "es2022",
    // A strict content security policy allows no `data:` script or font: every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        index: `${import.meta.dirname}/index.html`,
        patrol: `${import.meta.dirname}/patrol.html`,
        // Its address must not change with its content: a phone asks for it again under the same.
        "patrol-worker": `${import.meta.dirname}/src/patrol/offline/worker.ts`,
      },
      output: {
        entryFileNames: ({ name }) =>
          name === "patrol-worker" ? "patrol-worker.js" : "assets/[name]-[hash].js",
      },
    },
  },
});
