export { agreementHash } from "./compile-agreement.ts";
export * from "./compiled.ts";
export { type AgreementDocument, agreementJsonSchema } from "./document-schema.ts";
export * from "./errors.ts";
export { type AgreementInput, type ParsedAgreement, parseAgreement } from "./parse-agreement.ts";
export { agreementRemarks, type Remark, type RemarkCode } from "./remarks.ts";
