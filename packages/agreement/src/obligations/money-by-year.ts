import { msToLocal } from "@truceline/model";
import type { CompiledObligation } from "../compiled.ts";

/** Money that is due in one calendar year of the agreement's time zone, in one currency. */
export interface MoneyOfYear {
  /** Null: without a date. */
  readonly year: number | null;
  /** Three letters, as ISO 4217 writes them. */
  readonly currency: string;
  /** Without what may be part of another amount of the same year and currency. */
  readonly least: number;
  /** With it. */
  readonly most: number;
  readonly obligations: readonly {
    readonly id: string;
    readonly who: readonly string[];
    readonly value: number;
    readonly mayBePartOf?: string | undefined;
  }[];
}

/**
 * Amounts of money by the year in which they are due (the last instant before `dueMs`), oldest first,
 * those without a date last. Where it is not clear whether one amount is part of another, the sum is
 * told as two ends. Currencies are never turned into each other.
 * @param dueMsOf as planned or as it stands; null without a date
 */
export function moneyByYear(
  obligations: readonly CompiledObligation[],
  dueMsOf: (id: string) => number | null,
  timezone: string,
): readonly MoneyOfYear[] {
  const rows = new Map<
    string,
    { year: number | null; currency: string; of: CompiledObligation[] }
  >();
  for (const one of obligations) {
    const { amount } = one;
    if (amount === undefined || !/^[A-Z]{3}$/.test(amount.unit)) continue;
    const dueMs = dueMsOf(one.id);
    const year = dueMs === null ? null : Number(msToLocal(dueMs - 1, timezone).slice(0, 4));
    const key = `${year ?? ""}/${amount.unit}`;
    const row = rows.get(key) ?? { year, currency: amount.unit, of: [] };
    row.of.push(one);
    rows.set(key, row);
  }
  return [...rows.values()]
    .sort(
      (a, b) =>
        (a.year ?? Number.POSITIVE_INFINITY) - (b.year ?? Number.POSITIVE_INFINITY) ||
        (a.currency < b.currency ? -1 : 1),
    )
    .map(({ year, currency, of }) => {
      const ids = new Set(of.map(({ id }) => id));
      const isUnclear = ({ mayBePartOf }: CompiledObligation) => ids.has(mayBePartOf ?? "");
      const sum = (list: readonly CompiledObligation[]) =>
        list.reduce((total, { amount }) => total + (amount?.value ?? 0), 0);
      return {
        year,
        currency,
        least: sum(of.filter((one) => !isUnclear(one))),
        most: sum(of),
        obligations: of.map((one) => ({
          id: one.id,
          who: one.who,
          value: one.amount?.value ?? 0,
          ...(one.mayBePartOf === undefined ? {} : { mayBePartOf: one.mayBePartOf }),
        })),
      };
    });
}
