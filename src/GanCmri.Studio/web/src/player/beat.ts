import { useEffect, useRef, useState } from "preact/hooks";

/** A running phase: which frame is shown, and whether time goes on. */
export interface Beat {
  index: number;
  playing: boolean;
  play: (on: boolean) => void;
  show: (index: number) => void;
}

/** Counts frames at the heart's own pace; stands still at first where the reader asked the system for less motion. */
export function useBeat(count: number, frameMs: number, seen = true): Beat {
  const [index, setIndex] = useState(0);
  const [playing, setPlaying] = useState(() => !matchMedia("(prefers-reduced-motion: reduce)").matches);
  const at = useRef(0);
  at.current = index;
  const runs = useRef(playing); // known at once, where state waits for the next drawing
  const play = (on: boolean) => {
    runs.current = on;
    setPlaying(on);
  };
  useEffect(() => {
    if (!playing || !seen || count < 2) return;
    let last = performance.now();
    let frame = requestAnimationFrame(function tick(now) {
      const steps = Math.floor((now - last) / frameMs);
      if (steps > 0 && runs.current) {
        last += steps * frameMs;
        setIndex((at.current + steps) % count);
      }
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, seen, count, frameMs]);
  const show = (i: number) => {
    play(false);
    setIndex(((i % count) + count) % count);
  };
  return { index: Math.min(index, count - 1), playing, play, show };
}
