import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, root } from "./ensure-installed.mjs";
import { runNode } from "./run-node.mjs";

const web = join(root, "apps", "web");
const marker = join(web, "dist", ".built-from");

/** Builds the page unless the one there was built from these very sources. */
export async function buildWeb() {
  const wanted = sourceHash();
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  console.error("Truceline: building the page (once) …");
  const code = await runNode([
    // The configuration is loaded as it is: bundled, it would need the packages built first.
    "--conditions=truceline-src",
    "node_modules/vite/bin/vite.js",
    "build",
    "apps/web",
    "--configLoader",
    "native",
    "--logLevel",
    "warn",
  ]);
  if (code !== 0) fail(`the page could not be built (exit ${code}).`);
  writeFileSync(marker, wanted);
}

function sourceHash() {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  const folders = ["apps/web/src", "apps/web/public", ...packagesOf("apps/web")];
  const files = ["index.html", "patrol.html", "vite.config.ts", "offline-files.ts"].map(
    (name) => `apps/web/${name}`,
  );
  for (const folder of folders) {
    if (!existsSync(join(root, folder))) continue;
    for (const name of readdirSync(join(root, folder), { recursive: true }).sort()) {
      const path = join(folder, String(name));
      if (statSync(join(root, path)).isFile()) files.push(path);
    }
  }
  for (const file of files) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** Source folders of our own packages that a workspace is made from, also by way of others. */
function packagesOf(workspace, found = new Set()) {
  const manifest = JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8"));
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (!name.startsWith("@truceline/")) continue;
    const folder = `packages/${name.slice("@truceline/".length)}`;
    if (found.has(`${folder}/src`)) continue;
    found.add(`${folder}/src`);
    packagesOf(folder, found);
  }
  return [...found].sort();
}
