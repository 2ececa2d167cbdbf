import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { seededRng } from "@truceline/model";
import { type SourceHarness, sourceContract, until } from "../source-contract.ts";
import { TcpClient } from "./tcp-client.ts";

/** A receiver that hands on what it hears to whoever connects. */
async function receiver(
  port = 0,
): Promise<{ readonly server: Server; readonly sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    sockets.push(socket);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { server, sockets };
}

async function shut({ server, sockets }: Awaited<ReturnType<typeof receiver>>): Promise<void> {
  for (const socket of sockets.splice(0)) socket.destroy();
  if (!server.listening) return;
  server.close();
  await once(server, "close");
}

sourceContract("TCP client", async (): Promise<SourceHarness> => {
  let other = await receiver();
  const { port } = other.server.address() as AddressInfo;
  const source = new TcpClient({
    host: "127.0.0.1",
    port,
    backOff: { firstMs: 10, mostMs: 40, rng: seededRng("contract") },
  });
  const isThere = () => until(() => other.sockets.some((socket) => !socket.destroyed));
  return {
    source,
    canWait: true,
    ready: isThere,
    async send(lines) {
      await isThere();
      const socket = other.sockets.at(-1);
      if (socket?.write(`${lines.join("\r\n")}\r\n`) === false) await once(socket, "drain");
    },
    cut: () => shut(other),
    async restore() {
      other = await receiver(port);
    },
    close: () => shut(other),
  };
});
