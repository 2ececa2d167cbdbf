import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { Language } from "@truceline/model";
import type { DailyReport } from "@truceline/reporting";
import { drawableCharacters } from "./character-map.ts";
import { documentTemplate } from "./document-template.ts";
import { PdfError } from "./errors.ts";
import { pageData } from "./page-data.ts";
import { type PrintDocument, printData } from "./print-document.ts";
import { reportTemplate } from "./report-template.ts";

const faces = [
  "DejaVuSans.ttf",
  "DejaVuSans-Bold.ttf",
  "DejaVuSans-Oblique.ttf",
  "DejaVuSansMono.ttf",
] as const;
/** Texts of records are set in these; a character must be in both. */
const textFaces = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"] as const;
/** Results of the compiler's cache that were not used in so many reports are let go. */
const cacheAgeMax = 4;

interface Typesetter {
  readonly compiler: NodeCompiler;
  readonly isDrawable: (codePoint: number) => boolean;
}

let made: Typesetter | undefined;

/** The compiler with the fonts of the report, made when the first report is set. */
function typesetter(): Typesetter {
  if (made !== undefined) return made;
  const folder = join(
    dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")),
    "ttf",
  );
  const fonts = new Map(faces.map((name) => [name, readFileSync(join(folder, name))]));
  const checks = textFaces.flatMap((name) => {
    const font = fonts.get(name);
    return font === undefined ? [] : [drawableCharacters(font)];
  });
  made = {
    // The folder of the fonts is the only one that a document could read from.
    compiler: NodeCompiler.create({
      fontArgs: [{ fontBlobs: [...fonts.values()] }],
      workspace: folder,
    }),
    isDrawable: (codePoint) => checks.every((has) => has(codePoint)),
  };
  return made;
}

/**
 * A report as PDF/A-2b on A4, by typst. The same report gives the same bytes: the document's date is
 * the instant that the report was known at. What a record says enters as data and cannot become a
 * command of the compiler. It computes for 10 ms to some seconds, by length, and blocks meanwhile.
 *
 * @throws PdfError `TL_PDF_TYPST` with what the compiler says
 */
export function renderPdf(report: DailyReport, language: Language): Uint8Array {
  const { isDrawable } = typesetter();
  return pdfOf(reportTemplate, pageData(report, language, isDrawable), report.knownAtMs);
}

/**
 * A document as PDF/A-2b on A4, in English. The same document gives the same bytes: its date is `atMs`.
 * What it says enters as data and cannot become a command of the compiler. It computes for some seconds
 * where it has large drawings, and blocks meanwhile.
 *
 * @throws PdfError `TL_PDF_TYPST` with what the compiler says
 */
export function renderDocumentPdf(document: PrintDocument, atMs: number): Uint8Array {
  const { isDrawable } = typesetter();
  return pdfOf(documentTemplate, printData(document, atMs, isDrawable), atMs);
}

function pdfOf(template: string, data: string, atMs: number): Uint8Array {
  const { compiler } = typesetter();
  const result = compiler.compile({ mainFileContent: template, inputs: { data } });
  const document = result.result;
  if (document === null) {
    const error = result.takeError();
    const says = error === null ? [] : compiler.fetchDiagnostics(error);
    throw new PdfError("TL_PDF_TYPST", { says: JSON.stringify(says).slice(0, 2_000) });
  }
  try {
    const pdf = compiler.pdf(document, {
      pdfStandard: "a-2b",
      creationTimestamp: Math.floor(atMs / 1_000),
    });
    return new Uint8Array(pdf);
  } catch (cause) {
    const says = cause instanceof Error ? cause.message : String(cause);
    throw new PdfError("TL_PDF_TYPST", { says: says.slice(0, 2_000) }, { cause });
  } finally {
    compiler.evictCache(cacheAgeMax);
  }
}
