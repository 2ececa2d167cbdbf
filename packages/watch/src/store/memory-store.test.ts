import { seededRng } from "@truceline/model";
import { storeContract } from "../ports/store-contract.ts";
import { MemoryStore } from "./memory-store.ts";

storeContract("memory", async () => new MemoryStore(seededRng("contract")));
