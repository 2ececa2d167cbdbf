import type { Plugin } from "vite";

/** One page that works without a network, and the list of what it is made of. */
export interface OfflinePage {
  /** Name of the page's file. */
  readonly page: string;
  /** Name of the list, a JSON array of addresses. */
  readonly list: string;
}

/**
 * Writes down every file that a page loads, by way of imports too, so that its service worker can keep
 * all of them: a file that was never asked for would be missing on the road.
 */
export function offlineFiles({ page, list }: OfflinePage): Plugin {
  return {
    name: "truceline-offline-files",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const files = new Set<string>([page]);
      const visit = (name: string): void => {
        if (files.has(name)) return;
        const part = bundle[name];
        if (part === undefined) return;
        files.add(name);
        if (part.type !== "chunk") return;
        for (const other of [...part.imports, ...part.dynamicImports]) visit(other);
        const { importedAssets, importedCss } = part.viteMetadata ?? {};
        for (const other of [...(importedAssets ?? []), ...(importedCss ?? [])]) files.add(other);
      };
      const start = Object.values(bundle).find(
        (part) => part.type === "chunk" && part.isEntry && part.facadeModuleId?.endsWith(page),
      );
      if (start === undefined) return this.error(`no page ${page} in the build`);
      visit(start.fileName);
      for (const name of fontsOf(bundle, files)) files.add(name);
      this.emitFile({
        type: "asset",
        fileName: list,
        source: JSON.stringify([...files].sort().map((name) => `/${name}`)),
      });
    },
  };
}

/** Files that the kept style sheets name. */
function fontsOf(
  bundle: Parameters<Extract<Plugin["generateBundle"], (...given: never) => unknown>>[1],
  files: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  for (const name of files) {
    const part = bundle[name];
    if (part?.type !== "asset" || !name.endsWith(".css")) continue;
    const text =
      typeof part.source === "string" ? part.source : new TextDecoder().decode(part.source);
    for (const [, address] of text.matchAll(/url\(\s*["']?\/?([^"')]+)["']?\s*\)/g)) {
      if (address !== undefined && bundle[address] !== undefined) found.push(address);
    }
  }
  return found;
}
