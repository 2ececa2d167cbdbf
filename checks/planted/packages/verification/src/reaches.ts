export { invented } from "../../planning/src/bridge.ts";
