export { rangeFrom } from "./assumption-sets.ts";
export { compareProposals } from "./compare-proposals.ts";
export { proposalsCsvRows } from "./proposals-csv.ts";
export * from "./proposals-table.ts";
export { type Donor, type Proposal, proposalSources, proposals } from "./reported-proposals.ts";
