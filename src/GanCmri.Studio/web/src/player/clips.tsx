import { useEffect, useRef, useState } from "preact/hooks";
import { AreaCurve } from "../charts/curve";
import { figure } from "../figures";
import { useBeat } from "./beat";
import { FrameCanvas } from "./canvas";
import { PlayerControls } from "./controls";
import { wholeWindow, type Frames } from "./draw";

/** One cine, or one picture, among others that are shown in step. */
export interface Clip {
  /** A few words under it. */
  label: string;
  /** What it shows, for who cannot see it. */
  altText: string;
  frames: Frames;
  /** LV area of each frame, mm²; empty: no curve. */
  areas: (number | null)[];
}

interface Props {
  clips: Clip[];
  frameMs: number;
  /** Clips a row, narrow places scroll; 0: as many as fit. */
  perRow?: number;
}

/** Cines beside each other that beat in step, with their outlines and areas; pictures where each has one frame. */
export function Clips({ clips, frameMs, perRow = 0 }: Props) {
  const count = Math.max(1, ...clips.map((c) => c.frames.count));
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(true);
  const beat = useBeat(count, frameMs, seen);
  const [outlined, setOutlined] = useState(true);
  const [window, setWindow] = useState(wholeWindow);
  useEffect(() => {
    // Nothing beats out of sight.
    const watch = new IntersectionObserver((entries) => setSeen(entries.some((e) => e.isIntersecting)));
    if (place.current) watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  const curves = clips.filter((c) => c.areas.length > 1);
  const others = clips.some((c) => c.frames.others?.some((o) => o.length));
  const area = (c: Clip) => (c.areas[beat.index] == null ? "" : `, LV area ${figure(c.areas[beat.index])} square millimetres`);
  return (
    <div ref={place} class="clips">
      <div class={perRow ? "in-step rows" : clips.length > 4 ? "in-step" : clips.length === 4 ? "in-step four" : "in-step few"} style={perRow ? { "--per-row": perRow } : {}}>
        {clips.map((c, i) => (
          <figure key={i}>
            <div class="stage">
              <FrameCanvas frames={c.frames} index={beat.index} window={window} outlined={outlined} label={c.altText + area(c)} />
            </div>
            <figcaption>{c.label}</figcaption>
          </figure>
        ))}
      </div>
      {count > 1 ? (
        <PlayerControls {...{ beat, count, frameMs, outlined, setOutlined, window, setWindow }} />
      ) : (
        <label class="check">
          <input type="checkbox" checked={outlined} onChange={() => setOutlined(!outlined)} /> {others ? "Outlines: yellow by hand, blue found" : "Outlines"}
        </label>
      )}
      {curves.length > 0 && (
        <AreaCurve curves={curves.map((c) => ({ name: c.label, values: c.areas }))} frameMs={frameMs} index={beat.index} show={beat.show} />
      )}
    </div>
  );
}
