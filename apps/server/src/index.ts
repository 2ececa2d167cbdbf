export {
  type AgreementFiles,
  loadAgreement,
  loadDeployment,
  openAgreementFiles,
  parseAgreementAt,
  readText,
} from "./agreement-files.ts";
export {
  type DatabaseOptions,
  type OpenDatabase,
  openDatabase,
  openStoreAt,
  type StoreAddress,
} from "./open-database.ts";
export { TokenBook } from "./people/token-book.ts";
export { readGazetteer } from "./read-gazetteer.ts";
export { type RunningServer, type StartOptions, startServer } from "./start-server.ts";
export { watchedBox } from "./watched-box.ts";
