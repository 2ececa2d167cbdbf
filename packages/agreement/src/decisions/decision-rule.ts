/** What a member does when a body decides. */
export type Ballot = "yes" | "no" | "abstain" | "absent";

/** A share as two whole numbers, `[1, 2]` for a half: thresholds are compared without rounding. */
export type Share = readonly [numerator: number, denominator: number];

/** A member by id with its weight, a whole number; 1 where votes are not weighted. */
export interface Member {
  readonly id: string;
  readonly weight: number;
}

/** How a body decides. One form for assemblies, councils and consensus. */
export interface DecisionRule {
  readonly members: readonly Member[];
  /** Members that reject by voting no; abstaining or being absent is no veto. */
  readonly vetoes: readonly string[];
  /** Weight present (yes, no, abstain) over the whole weight must reach it; null: no quorum. */
  readonly quorum: Share | null;
  readonly passes:
    | {
        readonly by: "unanimity";
        /** True: each member must vote yes. False: nobody votes no, and somebody votes yes. */
        readonly silenceBlocks: boolean;
      }
    | {
        readonly by: "threshold";
        /** What the yes weight is divided by. */
        readonly of: "present-and-voting" | "present" | "members";
        readonly share: Share;
        /** True: more than the share. False: at least. */
        readonly strict: boolean;
        /** Least number of members voting yes, whatever their weight. */
        readonly yesMembersAtLeast: number;
      };
}
