/** Characters that XML 1.0 cannot hold, not even as a reference: of the controls it has tab, LF, CR and C1. */
export const notInXml = /[\p{Cc}--[\t\n\r\x7f-\x9f]]|[\uFFFE\uFFFF]/v;
