import type { PreparedAgreement } from "@truceline/agreement";
import type { PlacePosition } from "@truceline/desk";
import type { PlaceFinder } from "@truceline/fusion";
import type { Deployment } from "@truceline/model";

/**
 * Where a place of the desk is: its own position; else that of the site or post it names; else of the
 * one place of that name in the gazetteer. Undefined where none or several answer.
 */
export function placePositions({
  agreement,
  deployment,
  places,
}: {
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly places?: PlaceFinder | undefined;
}): PlacePosition {
  const sites = new Map(agreement.compiled.sites.map(({ id, position }) => [id, position]));
  const posts = new Map(deployment.posts.map(({ id, position }) => [id, position]));
  return ({ position, siteId, postId, name }) => {
    const known = position ?? sites.get(siteId ?? "") ?? posts.get(postId ?? "");
    if (known !== undefined || name === undefined) return known;
    const [found, other] = places?.find(name) ?? [];
    return other === undefined ? found?.position : undefined;
  };
}
