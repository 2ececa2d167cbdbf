export * from "./errors.ts";
export { renderPdf } from "./render-pdf.ts";
