import { deskPaths } from "../desk/desk-paths.ts";
import { inputPaths, recordPaths } from "../record-paths.ts";
import type { Route } from "../route.ts";
import { agreementRoutes } from "./agreement.ts";
import { apiDescription } from "./api-description.ts";
import { listAudit } from "./audit.ts";
import { putRecord } from "./desk-records.ts";
import { deviceRoutes } from "./devices.ts";
import { exportObservations } from "./export-observations.ts";
import { feedRoutes } from "./feeds.ts";
import { findRecord } from "./find-record.ts";
import { feedMetrics, healthz, metrics, readyz } from "./health.ts";
import { ledgerRoutes } from "./ledger.ts";
import { recordRoutes } from "./list-records.ts";
import { logEntryRoutes } from "./log-entries.ts";
import { getMedia, postMedia } from "./media.ts";
import { postGpx } from "./patrol-track-files.ts";
import { peopleRoutes } from "./people.ts";
import { planRoutes } from "./plan.ts";
import { postRecords } from "./post-records.ts";
import { listQuarantine, oneQuarantined, readmit } from "./quarantine.ts";
import { reportFileRoutes } from "./report-files.ts";
import { reportRoutes } from "./reports.ts";
import { switchScenario } from "./scenario.ts";
import { changePassword, endSession, listSessions, signIn, signOut, whoAmI } from "./session.ts";
import { stream } from "./stream.ts";
import { viewRoutes } from "./views.ts";
import { warningRoutes } from "./warnings.ts";

/** Every door there is. What is not in this list is not reachable. */
export const allRoutes: readonly Route[] = [
  healthz,
  readyz,
  metrics,
  feedMetrics,
  whoAmI,
  signIn,
  signOut,
  listSessions,
  endSession,
  changePassword,
  ...peopleRoutes,
  ...deviceRoutes,
  listAudit,
  switchScenario,
  stream,
  exportObservations,
  ...viewRoutes,
  ...ledgerRoutes,
  ...warningRoutes,
  ...agreementRoutes,
  ...inputPaths.map(postRecords),
  ...deskPaths.map(putRecord),
  ...logEntryRoutes,
  ...planRoutes,
  ...feedRoutes,
  postGpx,
  postMedia,
  getMedia,
  ...reportFileRoutes,
  ...reportRoutes,
  findRecord,
  listQuarantine,
  oneQuarantined,
  readmit,
  ...recordPaths.flatMap(recordRoutes),
  apiDescription(() => allRoutes),
];
