import type { Beat } from "./beat";
import type { Window } from "./draw";
import { wholeWindow } from "./draw";

interface Props {
  beat: Beat;
  count: number;
  frameMs: number;
  outlined: boolean;
  setOutlined: (on: boolean) => void;
  window: Window;
  setWindow: (window: Window) => void;
  /** Whether the frame must stay. */
  isHeld?: boolean;
}

/** Play and pause, the phase, outlines, window and level. */
export function PlayerControls({ beat, count, frameMs, outlined, setOutlined, window, setWindow, isHeld = false }: Props) {
  const number = (e: Event) => Number((e.currentTarget as HTMLInputElement).value);
  return (
    <div class="controls">
      <button type="button" disabled={isHeld} onClick={() => beat.play(!beat.playing)} aria-pressed={beat.playing}>
        {beat.playing ? "Pause" : "Play"}
      </button>
      <label class="wide">
        <span>
          Phase: frame {beat.index + 1} of {count}, {Math.round(beat.index * frameMs)} ms
        </span>
        <input type="range" min={0} max={count - 1} value={beat.index} disabled={isHeld} onInput={(e) => beat.show(number(e))} />
      </label>
      <label class="check">
        <input type="checkbox" checked={outlined} onChange={() => setOutlined(!outlined)} /> Outlines
      </label>
      <details>
        <summary>Window and level</summary>
        <label>
          <span>Level {window.level}</span>
          <input type="range" min={0} max={255} value={window.level} onInput={(e) => setWindow({ ...window, level: number(e) })} />
        </label>
        <label>
          <span>Window {window.width}</span>
          <input type="range" min={8} max={255} value={window.width} onInput={(e) => setWindow({ ...window, width: number(e) })} />
        </label>
        <button type="button" onClick={() => setWindow(wholeWindow)}>
          Whole range
        </button>
      </details>
    </div>
  );
}
