import { defineConfig } from "vite";
import { fixtureApi } from "./dev/fixture-plugin.ts";

/** `TRUCELINE_SERVER=http://127.0.0.1:8480` sends the API there; without it the fixture answers. */
const server = process.env["TRUCELINE_SERVER"];

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: server === undefined ? [fixtureApi()] : [],
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
  },
});
