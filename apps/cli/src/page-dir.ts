import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The built page: beside this package when published, in the web app's folder in a checkout. */
export function builtPageDir(): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  return [resolve(here, "../page"), resolve(here, "../../web/dist")].find((dir) => existsSync(dir));
}
