import type { Language, Origin } from "@truceline/model";
import type { DailyReport } from "@truceline/reporting";

/** What a report tells of its agreement; those outside have no other view of it. */
export interface AgreementTold {
  readonly title: DailyReport["agreement"]["title"];
  readonly timezone: string;
  readonly origin: Origin;
}

export const agreementTold = ({ agreement, origin }: DailyReport): AgreementTold => ({
  title: agreement.title,
  timezone: agreement.timezone,
  origin,
});

/** The title in the reader's language, else in English, else in any; null before a report is open. */
export function titleIn(told: AgreementTold | null, language: Language): string | null {
  if (told === null) return null;
  const { title } = told;
  return title[language] ?? title["en"] ?? Object.values(title)[0] ?? null;
}
