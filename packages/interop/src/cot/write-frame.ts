import { type TakMessage, writeTakPayload } from "./tak-payload.ts";

/**
 * A frame of the TAK protocol, version 1, as it is sent over a stream: `BF`, length as varint, payload.
 * @throws InteropError as `writeCotXml`
 */
export function writeCotFrame(message: TakMessage): Uint8Array {
  const payload = writeTakPayload(message);
  const head = [0xbf];
  let length = payload.length;
  while (length >= 0x80) {
    head.push((length & 0x7f) | 0x80);
    length >>>= 7;
  }
  head.push(length);
  return joined(head, payload);
}

/**
 * A datagram for the mesh of clients: `BF 01 BF`, payload.
 * @throws InteropError as `writeCotXml`
 */
export function writeCotDatagram(message: TakMessage): Uint8Array {
  return joined([0xbf, 0x01, 0xbf], writeTakPayload(message));
}

function joined(head: readonly number[], payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}
