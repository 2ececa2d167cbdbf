import type { Mapping } from "../mapping/mapping-schema.ts";
import { patrolMapping } from "../odk/patrol-form.ts";
import { oblastAlertsMapping } from "./oblast-alerts.ts";
import { smmMapping } from "./smm.ts";
import { viinaMapping } from "./viina.ts";

/** The mappings that come with Truceline, by the name that `import --mapping` takes. */
export const savedMappings: Readonly<Record<string, Mapping>> = {
  [smmMapping.id]: smmMapping,
  [viinaMapping.id]: viinaMapping,
  [oblastAlertsMapping.id]: oblastAlertsMapping,
  [patrolMapping.id]: patrolMapping,
};
