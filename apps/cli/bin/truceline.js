#!/usr/bin/env node
// No import before the check: an old Node must be able to read this far.
const [major] = process.versions.node.split(".");
if (Number(major) < 24) {
  console.error(
    `truceline needs Node 24 or later; this is ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(4);
} else {
  import("node:fs").then(async ({ existsSync }) => {
    const source = new URL("../src/main.ts", import.meta.url);
    if (!existsSync(source)) {
      await import("../dist/main.js");
      return;
    }
    // A checkout runs its sources, which needs a flag that only the start of a process can set.
    const { fileURLToPath } = await import("node:url");
    const { processEnvironment, processFlags } = await import("./environment.js");
    const flags = [...processFlags, "--conditions=truceline-src"];
    const args = [...flags, fileURLToPath(source), ...process.argv.slice(2)];
    process.removeAllListeners("warning");
    process.execve(process.execPath, [process.execPath, ...args], {
      ...processEnvironment,
      ...process.env,
    });
  });
}
