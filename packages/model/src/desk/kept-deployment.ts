import Type, { type Static } from "typebox";
import { defineRecord } from "../define-record.ts";
import { DeploymentSchema } from "../deployment.ts";
import { closed, deskEnvelope } from "./desk-parts.ts";

/** A deployment as it was read when the room was opened: a new version each time its content changed. */
export const KeptDeploymentSchema = Type.Object(
  {
    schema: Type.Literal("kept-deployment/1"),
    ...deskEnvelope,
    deployment: DeploymentSchema,
  },
  closed,
);
export type KeptDeployment = Readonly<Static<typeof KeptDeploymentSchema>>;
export const keptDeploymentRecord = defineRecord("kept-deployment", KeptDeploymentSchema);
