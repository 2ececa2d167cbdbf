import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const pdfErrors = {
  TL_PDF_TYPST: {
    fault: "bug",
    message: "The report could not be set as PDF/A.",
    hint: "Take the HTML report meanwhile; the details name what the compiler says.",
  },
} as const satisfies Record<`TL_PDF_${string}`, ErrorEntry>;

export type PdfErrorCode = keyof typeof pdfErrors;

export class PdfError extends TrucelineError<PdfErrorCode> {
  constructor(code: PdfErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, pdfErrors[code], details, options);
  }
}
