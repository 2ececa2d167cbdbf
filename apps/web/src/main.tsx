import { render } from "preact";
import { App } from "./app.tsx";
import "./state/theme.ts";
import "./styles/index.css";

const root = document.querySelector("#app");
if (root === null) throw new Error("The page has no place for the application.");
render(<App />, root);
