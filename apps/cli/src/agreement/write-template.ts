import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import {
  type AgreementTemplateName,
  agreementTemplate,
  agreementTemplateNames,
} from "@truceline/agreement";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Writes a new agreement into a folder that is not there yet, or is empty, and returns the paths as
 * they are shown. @throws CliError `TL_CLI_USAGE`, `TL_CLI_EXISTS`, `TL_CLI_WRITE`
 */
export function writeTemplate(
  id: string,
  { template, dir }: { readonly template: string; readonly dir?: string | undefined },
  { workingDir }: Pick<Terminal, "workingDir">,
): readonly string[] {
  const name = agreementTemplateNames.find((known) => known === template);
  const faults = [
    ...(idPattern.test(id)
      ? []
      : [
          `\`${id}\` is no id: letters, digits, dots, dashes and underscores, 64 at most, a letter or digit first`,
        ]),
    ...(name === undefined
      ? [`there is no template \`${template}\`; there are ${agreementTemplateNames.join(", ")}`]
      : []),
  ].map((message) => ({ code: "TL_CLI_USAGE", message }));
  if (faults.length > 0) throw new CliError("TL_CLI_USAGE", { faults });
  const folder = resolve(workingDir, dir ?? id);
  const shownFolder = relative(workingDir, folder) || ".";
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new CliError("TL_CLI_EXISTS", { path: shownFolder });
  }
  return agreementTemplate(name as AgreementTemplateName, id).map(({ path, text }) => {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: "wx" });
    } catch (cause) {
      throw new CliError("TL_CLI_WRITE", { path: relative(workingDir, file) }, { cause });
    }
    return relative(workingDir, file);
  });
}
