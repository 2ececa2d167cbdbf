/** The colours of the map, read from the tokens: one place for every colour. */
const names = {
  land: "--m-land",
  lit: "--m-lit",
  water: "--m-water",
  built: "--m-built",
  road: "--m-road",
  grid: "--m-grid",
  label: "--m-label",
  halo: "--m-halo",
  line: "--m-line",
  casing: "--m-case",
  zone: "--m-zone",
  sensor: "--m-sensor",
  veil: "--m-veil",
  shade: "--m-veil-shade",
  met: "--met",
  breached: "--breached",
  undetermined: "--undet",
  attention: "--attn",
  accent: "--accent",
  caption: "--ink-3",
  ground: "--bg-0",
  panel: "--bg-1",
} as const;

export type MapColours = Readonly<Record<keyof typeof names, string>>;

export function readMapColours(root: HTMLElement): MapColours {
  const style = getComputedStyle(root);
  return Object.fromEntries(
    Object.entries(names).map(([name, token]) => [name, style.getPropertyValue(token).trim()]),
  ) as MapColours;
}
