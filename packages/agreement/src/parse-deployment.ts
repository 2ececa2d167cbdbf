import { type Deployment, DeploymentSchema, type DocumentFault } from "@truceline/model";
import { checkShape } from "./check-shape.ts";
import { checkReference } from "./compile-context.ts";
import { Cursor } from "./cursor.ts";
import { FaultList, Reporter } from "./faults.ts";
import { suggestName } from "./nearest-name.ts";
import type { DocumentText } from "./utf8-text.ts";
import { readYamlText } from "./yaml-text.ts";

export interface ParsedDeployment {
  /** There unless the document has a fault. */
  readonly deployment?: Deployment | undefined;
  readonly faults: readonly DocumentFault[];
}

/**
 * Reads a deployment (`deployment/1`, YAML or JSON): posts and what stands on them. Every fault in one
 * pass: shape, ids given twice, sensors on posts that are not there, sensors that the catalogue lacks.
 * Never throws for anything in the text.
 * @param input.catalogueIds Ids of the sensing catalogue; without them means are not looked up.
 */
export function parseDeployment(input: {
  readonly path: string;
  readonly text: DocumentText;
  readonly catalogueIds?: readonly string[] | undefined;
}): ParsedDeployment {
  const faults = new FaultList();
  const read = readYamlText(input.path, input.text, faults);
  if (read === undefined) return { faults: faults.sorted(input.path) };
  const reporter = new Reporter(input.path, faults, read.locate);
  checkShape(DeploymentSchema, read.value, reporter);
  const root = new Cursor(read.value);
  const posts = root.get("posts").items();
  const sensors = root.get("sensors").items();
  for (const list of [posts, sensors]) {
    const seen = new Set<string>();
    for (const entry of list) {
      const id = entry.get("id").text();
      if (id === undefined) continue;
      if (seen.has(id)) reporter.report("TL_AGR_ID_TWICE", entry.get("id").pointer, `\`${id}\``);
      seen.add(id);
    }
  }
  const postIds = posts.flatMap((post) => post.get("id").text() ?? []);
  for (const sensor of sensors) {
    checkReference(sensor.get("post"), postIds, "post", reporter);
    const means = sensor.get("means");
    const name = means.text();
    if (name !== undefined && input.catalogueIds?.includes(name) === false) {
      reporter.report("TL_AGR_MEANS", means.pointer, `\`${name}\``, {
        hint: suggestName(name, input.catalogueIds),
      });
    }
    const hours = sensor.get("hours");
    const from = hours.get("from").text();
    if (from !== undefined && from === hours.get("to").text()) {
      reporter.report("TL_AGR_DAILY_WINDOW", hours.pointer, `\`${from}\` twice`);
    }
  }
  if (faults.count > 0) return { faults: faults.sorted(input.path) };
  return { deployment: JSON.parse(JSON.stringify(read.value)) as Deployment, faults: [] };
}
