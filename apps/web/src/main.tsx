import plain from "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url";
import bold from "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url";
import { render } from "preact";
import { App } from "./app.tsx";
import "./state/theme.ts";
import "./styles/index.css";

// The two fonts of the first words: asked for beside the data, not after it.
for (const href of [plain, bold]) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href });
  document.head.append(link);
}

const root = document.querySelector("#app");
if (root === null) throw new Error("The page has no place for the application.");
render(<App />, root);
