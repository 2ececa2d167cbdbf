import type { DocumentFault } from "@truceline/model";
import Type from "typebox";
import { checkShape } from "./check-shape.ts";
import { checkReference } from "./compile-context.ts";
import type { CompiledAgreement } from "./compiled.ts";
import { Cursor } from "./cursor.ts";
import { FaultList, Reporter } from "./faults.ts";
import type { ObligationEvent } from "./obligations/obligation-states.ts";
import { parseInstantMs } from "./quantities.ts";
import { closed, id, instant, reference, remarkNote } from "./schema-parts.ts";
import { withWholeTexts } from "./text-check.ts";
import { readYamlText } from "./yaml-text.ts";

const EventsSchema = Type.Object(
  {
    truceline: Type.Literal("obligation-events/1", { description: "Form of this document." }),
    agreement: id("Id of the agreement."),
    events: Type.Array(
      Type.Object(
        {
          obligation: reference("Id of the obligation."),
          at: instant("When it came, or was said."),
          is: Type.Enum(["evidence", "dispute", "settle", "waive"], {
            description: "What came: evidence, a dispute, its settling, or a waiver.",
          }),
          item: Type.Optional(reference("Which item of the evidence.")),
          by: Type.Optional(reference("Who gave or said it.")),
          note: remarkNote,
        },
        closed,
      ),
      { maxItems: 10_000 },
    ),
  },
  closed,
);

/**
 * Reads what was entered about obligations (`obligation-events/1`, YAML or JSON). Every fault in one
 * pass: shape, unknown obligations, evidence that the obligation does not ask for. Never throws for
 * anything in the text.
 */
export function parseObligationEvents(
  input: { readonly path: string; readonly text: string },
  compiled: CompiledAgreement,
): {
  readonly events?: readonly ObligationEvent[] | undefined;
  readonly faults: readonly DocumentFault[];
} {
  const faults = new FaultList();
  const read = readYamlText(input.path, input.text, faults);
  if (read === undefined) return { faults: faults.sorted(input.path) };
  const reporter = new Reporter(input.path, faults, read.locate);
  const value = withWholeTexts(read.value, reporter);
  checkShape(EventsSchema, value, reporter);
  const root = new Cursor(value);
  checkReference(root.get("agreement"), [compiled.id], "agreement", reporter);
  const obligations = compiled.obligations ?? [];
  const events = root
    .get("events")
    .items()
    .map((entry): ObligationEvent => {
      const name = entry.get("obligation");
      const item = entry.get("item");
      const ids = obligations.map(({ id: known }) => known);
      checkReference(name, ids, "obligation", reporter);
      const evidence = obligations.find((one) => one.id === name.text())?.evidence;
      const is = (entry.get("is").text() ?? "evidence") as ObligationEvent["is"];
      if (is === "evidence") {
        if (!entry.has("item")) {
          reporter.report("TL_AGR_KEY_MISSING", entry.pointer, "`item`", {
            hint: "Say which item of the evidence came.",
          });
        } else if (evidence !== undefined) {
          checkReference(item, evidence, "such evidence", reporter);
        }
      } else if (entry.has("item")) {
        reporter.report("TL_AGR_KEY_UNKNOWN", item.pointer, "`item`", {
          at: "key",
          hint: "Only evidence has an item.",
        });
      }
      const itemId = item.text();
      return {
        obligation: name.text() ?? "",
        atMs: parseInstantMs(entry.get("at").text() ?? "", compiled.timezone) ?? 0,
        is,
        ...(itemId === undefined ? {} : { item: itemId }),
      };
    });
  return faults.count > 0 ? { faults: faults.sorted(input.path) } : { events, faults: [] };
}
