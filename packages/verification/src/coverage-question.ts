import { type CompiledArticle, isAssessed } from "@truceline/agreement";
import type { ObservationKind } from "@truceline/model";
import type { Persistence } from "@truceline/sensing";

/** What coverage of an article asks of a deployment. */
export interface CoverageQuestion {
  readonly kinds: readonly ObservationKind[];
  readonly groupsNeeded: number;
  readonly persistence: Persistence;
}

/**
 * The question that an article puts to a deployment: could a breach of it have been established by the
 * article's own standard? Null for an article that is not assessed from observations: nobody asks it.
 *
 * A denial of access is known where people of the mission are: it is asked as the kind `access-denied`.
 */
export function coverageQuestionOf(article: CompiledArticle): CoverageQuestion | null {
  const { rule, standard, persistence } = article;
  if (!isAssessed(rule)) return null;
  return {
    kinds: rule.kind === "access" ? ["access-denied"] : rule.kinds,
    groupsNeeded: standard.independentSources,
    persistence,
  };
}
