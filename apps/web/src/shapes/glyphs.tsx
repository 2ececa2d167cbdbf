/** Small signs of the frame: a tick, a lock, an alarm, the way down of a menu, the mark. */
export const Tick = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
    <path d="m2 6.4 2.6 2.6L10 3.2" fill="none" stroke="currentColor" stroke-width="1.6" />
  </svg>
);

export const Lock = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
    <path
      d="M2.2 5.4h7.6v5.4H2.2ZM4 5.4V3.6a2 2 0 0 1 4 0v1.8"
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
    />
  </svg>
);

export const Alarm = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
    <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.4" />
    <path d="M6 3v3.6M6 8.4v.8" stroke="currentColor" stroke-width="1.4" />
  </svg>
);

export const Down = () => (
  <svg viewBox="0 0 12 12" width="9" height="9" aria-hidden>
    <path d="m2 4 4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.6" />
  </svg>
);

export const Mark = () => (
  <svg viewBox="0 0 20 20" aria-hidden>
    <path
      d="M1 12.5 6 9l4 3 4-5 5 2"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
    <path
      d="M1 17.5 6 14l4 3 4-5 5 2M1 7.5 6 4l4 3 4-5 5 2"
      fill="none"
      stroke="currentColor"
      stroke-width="1"
      opacity=".5"
      stroke-linejoin="round"
    />
  </svg>
);

/** The hatch that means "we do not know", for every chart of the page. */
export const Hatch = () => (
  <svg width="0" height="0" class="sr" aria-hidden>
    <defs>
      <pattern
        id="hatch"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0V5" class="h-line" />
      </pattern>
    </defs>
  </svg>
);

export const Whole = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
    <path
      d="M4 1.2H1.2V4M8 1.2h2.8V4M4 10.8H1.2V8M8 10.8h2.8V8"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
    />
  </svg>
);
