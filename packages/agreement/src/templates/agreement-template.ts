import { agreementJsonSchema } from "../agreement-file-schema.ts";
import { ceasefireLine, disengagement } from "./line-templates.ts";
import type { TemplateFile } from "./template-parts.ts";
import { limitedZone, windowsOfSilence } from "./zone-templates.ts";

const templates = {
  "ceasefire-line": ceasefireLine,
  disengagement,
  "limited-zone": limitedZone,
  "windows-of-silence": windowsOfSilence,
} as const satisfies Record<string, (id: string) => readonly TemplateFile[]>;

export type AgreementTemplateName = keyof typeof templates;

/** The templates there are, the plainest first. */
export const agreementTemplateNames = Object.keys(templates) as AgreementTemplateName[];

/**
 * The files of a new agreement: `agreement.yaml`, its geometry, and the schema that an editor completes
 * from. It compiles as it is and `check` warns of nothing in it; all places, dates and names in it are
 * placeholders in the open ocean.
 * @param id Id of the agreement; an id of the language, which the caller has checked.
 */
export function agreementTemplate(
  name: AgreementTemplateName,
  id: string,
): readonly TemplateFile[] {
  return [
    ...templates[name](id),
    {
      path: "agreement.schema.json",
      text: `${JSON.stringify(agreementJsonSchema, undefined, 1)}\n`,
    },
  ];
}
