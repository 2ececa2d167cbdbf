import type { MapPatrol } from "@truceline/watch";
import { useEffect } from "preact/hooks";
import { StateShape } from "../shapes/state-shape.tsx";
import { go } from "../state/navigate.ts";
import { createStore, useStore } from "../state/store.ts";
import { overdueMs, overdueText } from "./patrol-alarms.ts";
import { patrolWords as words } from "./patrol-words.ts";

const soundKey = "truceline-alarm-sound";
/** No sound unless somebody switched it on. */
const sound = createStore(localStorage.getItem(soundKey) === "yes");
sound.watch(() => localStorage.setItem(soundKey, sound.get() ? "yes" : "no"));

const toneHz = 660;
const toneMs = 400;

/** One tone, once for each patrol that begins to ring. */
function playTone(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  loudness.gain.value = 0.1;
  tone.frequency.value = toneHz;
  tone.connect(loudness).connect(audio.destination);
  tone.onended = () => void audio.close();
  tone.start();
  tone.stop(audio.currentTime + toneMs / 1_000);
}

/** Patrols overdue by 15 minutes and more: said at once, and kept in sight until they are heard of. */
export function PatrolAlarm(props: {
  readonly ringing: readonly MapPatrol[];
  readonly nowMs: number;
}) {
  const { ringing, nowMs } = props;
  const isSounding = useStore(sound);
  const ids = ringing.map(({ id }) => id).join();
  useEffect(() => {
    if (isSounding && ids !== "") playTone();
  }, [ids, isSounding]);
  // The region is there before it speaks, or nobody's screen reader would hear it.
  return (
    <div class="alarm" data-ringing={ringing.length > 0}>
      <div role="alert">
        {ringing.map((patrol) => (
          <button type="button" key={patrol.id} onClick={() => go({ select: patrol.id })}>
            <StateShape shape="cannot-see" />
            <b>{words.overdue(patrol.name)}</b>
            <span>{words.called(patrol.callCount)}</span>
          </button>
        ))}
      </div>
      {ringing.length > 0 && (
        <>
          <span class="clock num">
            {overdueText(Math.max(...ringing.map((patrol) => overdueMs(patrol, nowMs))))}
          </span>
          <button
            type="button"
            class="btn"
            aria-pressed={isSounding}
            onClick={() => sound.set(!isSounding)}
          >
            {words.sound}
          </button>
        </>
      )}
    </div>
  );
}
