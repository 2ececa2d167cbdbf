import type { DeploymentPlan, FrontierPoint } from "./deployment-plan.ts";

/** Posts of a plan as GeoJSON: one point each, with what it is and does. */
export function planGeoJson(plan: DeploymentPlan): object {
  const explained = new Map(plan.bySite.map((own) => [own.post, own]));
  const sensorsOf = new Map<string, string[]>();
  for (const { post, means } of plan.deployment.sensors) {
    sensorsOf.set(post, [...(sensorsOf.get(post) ?? []), means]);
  }
  return {
    type: "FeatureCollection",
    features: plan.deployment.posts.map(({ id, name, kind, position, onWatchCount = 0 }) => {
      const own = explained.get(id);
      return {
        type: "Feature",
        id,
        properties: {
          name: name ?? id,
          kind,
          pattern: own?.pattern ?? null,
          sector: own?.sector ?? null,
          side: own?.side ?? null,
          onWatchCount,
          sensors: sensorsOf.get(id) ?? [],
          people: own?.people ?? null,
          lossWithout: own?.lossWithout ?? null,
          hiddenRatio: own?.hiddenRatio ?? null,
          clauses: own?.clauses.map(({ article }) => article) ?? [],
        },
        geometry: { type: "Point", coordinates: [...position] },
      };
    }),
  };
}

/** Rows of a table of posts, the head first. */
export function planCsvRows(plan: DeploymentPlan): readonly (readonly string[])[] {
  const kindOf = new Map(plan.deployment.posts.map(({ id, kind }) => [id, kind]));
  return [
    [
      "post",
      "pattern",
      "kind",
      "lon_deg",
      "lat_deg",
      "line",
      "along_m",
      "side",
      "sector",
      "people_in_theatre",
      "equipment_eur_a_year",
      "loss_without",
      "hidden_ratio",
      "clauses",
    ],
    ...plan.bySite.map((own) => [
      own.post,
      own.pattern,
      kindOf.get(own.post) ?? "",
      String(own.position[0]),
      String(own.position[1]),
      own.line ?? "",
      own.chainageM === null ? "" : String(own.chainageM),
      own.side ?? "",
      own.sector,
      String(own.people),
      String(own.equipmentEur),
      String(own.lossWithout),
      own.hiddenRatio === null ? "" : String(own.hiddenRatio),
      own.clauses.map(({ article }) => article).join(" "),
    ]),
  ];
}

/** Rows of a table of a frontier's points, the head first. */
export function frontierCsvRows(points: readonly FrontierPoint[]): readonly (readonly string[])[] {
  const cases = ["worse-weather", "jammed-uav", "posts-denied", "sector-lost"] as const;
  const meanOf = ({ robustness }: FrontierPoint, id: string) =>
    String(robustness.find((own) => own.id === id)?.mean ?? "");
  return [
    [
      "people",
      "eur_at_most",
      "technical_monitoring",
      "mean",
      "mean_p05",
      "mean_p95",
      "worst_tenth",
      "bound",
      "gap_ratio",
      "people_used",
      "eur_a_year",
      "eur_low",
      "eur_high",
      "posts",
      "sensors",
      ...cases.map((id) => `mean_${id.replaceAll("-", "_")}`),
    ],
    ...points.map((point) => [
      String(point.people),
      point.eurPerYear === null ? "" : String(point.eurPerYear),
      point.withTechnicalMonitoring ? "with" : "without",
      String(point.mean),
      String(point.meanBand.low),
      String(point.meanBand.high),
      String(point.worstTenth),
      String(point.bound),
      String(point.gapRatio),
      String(point.peopleUsed),
      String(point.money.totalEur),
      String(point.money.low),
      String(point.money.high),
      String(point.postCount),
      String(point.sensorCount),
      ...cases.map((id) => meanOf(point, id)),
    ]),
  ];
}
