/** Words of the form that makes a line. */
export const formWords = {
  from: "From",
  to: "Until",
  means: "Means",
  qualifier: "Number is",
  qualifiers: {
    exactly: "exact",
    about: "about",
    "at-least": "at least",
    uncounted: "not counted",
  },
  count: "Number",
  kind: "Kind",
  nature: "Nature",
  weapon: "Weapon",
  calibre: "Calibre, mm",
  minKm: "From km",
  maxKm: "To km",
  direction: "Direction",
  zone: "Disengagement area",
  remark: "Remark",
};
