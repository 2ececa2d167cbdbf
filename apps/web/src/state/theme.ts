import { createStore } from "./store.ts";

export type Theme = "dark" | "light";
const key = "truceline-theme";

function firstTheme(): Theme {
  const asked = new URLSearchParams(location.search).get("theme");
  const kept = localStorage.getItem(key);
  const said = asked ?? kept;
  if (said === "light" || said === "dark") return said;
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

export const theme = createStore<Theme>(firstTheme());

const show = (): void => {
  document.documentElement.dataset["theme"] = theme.get();
};
theme.watch(show);
show();

export function toggleTheme(): void {
  const next = theme.get() === "dark" ? "light" : "dark";
  localStorage.setItem(key, next);
  theme.set(next);
}
