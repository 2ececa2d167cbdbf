import { postJson, RequestFailed } from "../state/api.ts";

/** Ends sessions; one that is over already is ended. @throws RequestFailed where it is not ended */
export async function endSession(path: string, body: object): Promise<void> {
  try {
    await postJson(path, body);
  } catch (thrown) {
    if (!(thrown instanceof RequestFailed) || thrown.problem.status !== 401) throw thrown;
  }
}
