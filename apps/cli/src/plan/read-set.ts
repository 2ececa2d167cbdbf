import type { DocumentFault } from "@truceline/model";
import { type AssumptionChange, rangeFrom } from "@truceline/planning";
import { CliError } from "../errors.ts";

/** A plain decimal number, groups of digits apart by `_`; no comma, no exponent, no unit. */
const numberForm = /^[+-]?\d[\d_]*(?:\.\d+)?$/;

/**
 * Inputs as they are typed: `ID=VALUE`, `ID=LOW..HIGH` (its middle counts), `ID=LOW..VALUE..HIGH`, each
 * perhaps of one proposal only, `PROPOSAL/ID=…`. Whether there is such an input, and whether it can be so
 * large, is for who compares.
 *
 * @throws CliError `TL_CLI_USAGE` with every one that cannot be read
 */
export function readChanges(typed: readonly string[]): AssumptionChange[] {
  const read = typed.map(readChange);
  const faults = read.flatMap((one) => ("fault" in one ? [one.fault] : []));
  if (faults.length > 0) throw new CliError("TL_CLI_USAGE", { faults });
  return read.flatMap((one) => ("change" in one ? [one.change] : []));
}

type Read = { readonly change: AssumptionChange } | { readonly fault: DocumentFault };

function readChange(text: string): Read {
  const fault = (message: string): Read => ({
    fault: { code: "TL_CLI_USAGE", path: `--set ${text}`, message },
  });
  const at = text.indexOf("=");
  if (at < 1) return fault("is not ID=VALUE or ID=LOW..HIGH");
  const [first = "", name, ...more] = text.slice(0, at).split("/");
  if (more.length > 0) return fault("has more than one `/` before `=`");
  const parts = text.slice(at + 1).split("..");
  const wrong = parts.find((part) => !numberForm.test(part.trim()));
  if (wrong !== undefined) return fault(`\`${wrong}\` is not a number; write 0.3 or 1500`);
  if (parts.length > 3) return fault("has more than two `..`");
  const [low = 0, second = low, third] = parts.map((part) =>
    Number(part.trim().replaceAll("_", "")),
  );
  const range = third === undefined ? rangeFrom(low, second) : rangeFrom(low, third, second);
  return {
    change: name === undefined ? { id: first, ...range } : { id: name, column: first, ...range },
  };
}
