import type { AgreementExplanation } from "@truceline/explanation";

/** An explanation for a terminal: a heading for each article, a line for each sentence. */
export function explanationText(told: AgreementExplanation): string {
  const lines = [told.heading, told.from];
  for (const { heading, sentences, examples, noExamples } of told.articles) {
    lines.push("", heading);
    for (const { text } of sentences) lines.push(`  ${text}`);
    if (noExamples !== null) lines.push(`  ${noExamples}`);
    if (examples.length > 0) lines.push(`  ${told.examplesHeading}`);
    for (const { text } of examples) lines.push(`    ${text}`);
  }
  if (told.definitions.length > 0) lines.push("", ...told.definitions);
  return lines.join("\n");
}
