export { invented } from "../../simulation/src/invented.ts";
