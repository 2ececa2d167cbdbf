const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.3 };

/** A draft: still being written. */
export const Pencil = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <path d="M1.5 10.5 2.2 8 8.4 1.8l1.8 1.8L4 9.8zM7 3.2 8.8 5" {...line} />
  </svg>
);

export const Tick = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <path d="m2 6.4 2.6 2.6L10 3.2" {...line} stroke-width="1.6" />
  </svg>
);

/** Taken back; what stands instead is named beside it. */
export const Undo = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <path d="M4.2 1.8 1.8 4.2l2.4 2.4M1.8 4.2h5a3 3 0 0 1 0 6H4" {...line} />
  </svg>
);

export const ClockSign = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <circle cx="6" cy="6" r="4.6" {...line} />
    <path d="M6 3.4V6l1.8 1.2" {...line} />
  </svg>
);
