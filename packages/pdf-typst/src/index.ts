export * from "./errors.ts";
export type { PrintDocument } from "./print-document.ts";
export { renderDocumentPdf, renderPdf } from "./render-pdf.ts";
