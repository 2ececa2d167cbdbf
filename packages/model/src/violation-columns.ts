/** Columns of the mission's table of ceasefire violations, in its order. Source: FIELD section 3.4. */
export const violationColumns = [
  "position",
  "eventLocation",
  "means",
  "number",
  "observation",
  "description",
  "weapon",
  "dateTime",
] as const;
export type ViolationColumn = (typeof violationColumns)[number];
