import type { ShownRemark } from "@truceline/watch";
import type { RemarkKind } from "./remark-shape.tsx";

/** What a remark is drawn as. */
export function remarkKind({ severity, byDeployment }: ShownRemark): RemarkKind {
  return byDeployment ? "deployment" : severity;
}

/** `LINE_DIFFERS`: what stands in the margin of the code `TL_AGR_REMARK_LINE_DIFFERS`. */
export const shortCode = (code: string): string => code.replace(/^TL_AGR_(REMARK_)?/, "");

/** What remarks mark as text of the document, in quotation marks. */
export const quoted = (text: string): string => text.replace(/`([^`]*)`/g, "“$1”");
