import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { readText } from "./agreement-files.ts";
import type { ScenarioEntry } from "./room-host.ts";

const scenarioCountMax = 100;

/**
 * The scenarios beside the one that was asked for: its sibling folders with an agreement. Only titles
 * are read here; a scenario's faults show when it is opened.
 */
export function scenariosBeside(
  folder: string,
): readonly (ScenarioEntry & { readonly folder: string })[] {
  const parent = dirname(folder);
  const siblings = readdirSync(parent, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(parent, entry.name, "agreement.yaml")),
    )
    .slice(0, scenarioCountMax)
    .map(({ name }) => join(parent, name));
  const folders = siblings.includes(folder) ? siblings : [folder, ...siblings];
  return folders.map((path) => ({ id: basename(path), title: titleOf(path), folder: path }));
}

/** The `title` of a document and the lines indented under it: reading all takes a tenth of a second. */
const titleBlock = /^title:.*(?:\r?\n(?:[ \t].*)?)*/m;

function titleOf(folder: string): string {
  try {
    const text = readText(join(folder, "agreement.yaml"));
    const title = titleIn(titleBlock.exec(text)?.[0]) ?? titleIn(text);
    return title?.["en"] ?? Object.values(title ?? {})[0] ?? basename(folder);
  } catch {
    return basename(folder); // It says what is wrong with it when somebody opens it.
  }
}

/** Undefined where the text cannot be read by itself: JSON, or an alias to what stands elsewhere. */
function titleIn(text: string | undefined): Record<string, string> | undefined {
  try {
    const document = parse(text ?? "", { maxAliasCount: 10 }) as {
      title?: Record<string, string>;
    } | null;
    return document?.title;
  } catch {
    return undefined;
  }
}
