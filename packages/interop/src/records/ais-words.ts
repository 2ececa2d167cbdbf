/** Navigational status 0 to 14 of ITU-R M.1371-5, in its words; 9, 10 and 13 are reserved, 15 is none. */
const navigationStatus: Readonly<Record<number, string>> = {
  0: "under way using engine",
  1: "at anchor",
  2: "not under command",
  3: "restricted manoeuvrability",
  4: "constrained by her draught",
  5: "moored",
  6: "aground",
  7: "engaged in fishing",
  8: "under way sailing",
  11: "towing astern",
  12: "pushing ahead or towing alongside",
  14: "search and rescue transmitter active",
};

export function navigationStatusWords(status: number): string | undefined {
  return navigationStatus[status];
}

const special: Readonly<Record<number, string>> = {
  30: "fishing",
  31: "towing",
  32: "towing, long",
  33: "dredging",
  34: "diving",
  35: "military operations",
  36: "sailing",
  37: "pleasure craft",
  50: "pilot",
  51: "search and rescue",
  52: "tug",
  53: "port tender",
  54: "anti-pollution",
  55: "law enforcement",
  58: "medical transport",
  59: "of a state not party to a conflict",
};

const byTens: Readonly<Record<number, string>> = {
  2: "wing in ground",
  4: "high-speed craft",
  6: "passenger",
  7: "cargo",
  8: "tanker",
  9: "other",
};

/** What a vessel says it is (type of ship 20 to 99), in words; undefined for none and for reserved numbers. */
export function shipTypeWords(shipType: number): string | undefined {
  if (shipType > 99) return undefined;
  return special[shipType] ?? byTens[Math.floor(shipType / 10)];
}
