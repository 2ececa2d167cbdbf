/** A noon in the agreement's time (UTC). */
export const noonMs: number = Date.UTC(2026, 2, 10, 12);
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
