import { useRef, useState } from "preact/hooks";
import { askJson, bytesOf, isAbort } from "../api";
import { AreaCurve } from "../charts/curve";
import { Latest } from "../latest";
import { useBeat } from "../player/beat";
import { FrameCanvas } from "../player/canvas";
import { PlayerControls } from "../player/controls";
import { wholeWindow, type Frames } from "../player/draw";
import type { WhatIf } from "./answers";

const beatMs = 1000;

/** A change of this heart: real, reconstruction and guided, in step. */
export function WhatIfPanel({ id, slice }: { id: string; slice: number }) {
  const [area, setArea] = useState(15);
  const [made, setMade] = useState<WhatIf>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const latest = useRef(new Latest());
  const make = async () => {
    setBusy(true);
    setError("");
    try {
      const body = JSON.stringify({ lvAreaPercent: area, sphericity: null, slice, frames: null });
      const headers = { "Content-Type": "application/json" };
      setMade(await latest.current.run((signal) => askJson<WhatIf>(`/api/cines/${id}/whatif`, { method: "POST", body, headers, signal })));
      setBusy(false);
    } catch (e) {
      if (isAbort(e)) return;
      setBusy(false);
      setError((e as Error).message);
    }
  };
  return (
    <section aria-label="What if">
      <h3>What if</h3>
      <p class="small">Synthetic pictures, not a prediction. Finding this heart in the network takes about half a minute.</p>
      <div class="row">
        <label class="change">
          <span>
            LV area: <b>{area > 0 ? `+${area}` : String(area).replace("-", "−")} %</b>
          </span>
          <input type="range" min={-50} max={50} step={1} value={area} onInput={(e) => setArea(Number(e.currentTarget.value))} />
        </label>
        <button type="button" class="main" disabled={busy} onClick={make}>
          Make
        </button>
      </div>
      <p class="error" role="alert">
        {error}
      </p>
      {busy && <p role="status">Working…</p>}
      {made && <InStep made={made} />}
    </section>
  );
}

function InStep({ made }: { made: WhatIf }) {
  const count = made.cines[0]?.outlines.length ?? 1;
  const frameMs = beatMs / count;
  const beat = useBeat(count, frameMs);
  const [outlined, setOutlined] = useState(true);
  const [window, setWindow] = useState(wholeWindow);
  const [frames] = useState(() => made.cines.map((c): Frames => ({ width: c.side, height: c.side, count, pixels: bytesOf(c.pixels), outlines: c.outlines })));
  return (
    <>
      <div class="in-step">
        {made.cines.map((c, i) => (
          <figure key={c.title}>
            <div class="stage">
              <FrameCanvas frames={frames[i] as Frames} index={beat.index} window={window} outlined={outlined} label={c.title} />
            </div>
            <figcaption>{c.title}</figcaption>
          </figure>
        ))}
      </div>
      <PlayerControls {...{ beat, count, frameMs, outlined, setOutlined, window, setWindow }} />
      <AreaCurve curves={made.cines.map((c) => ({ name: c.title, values: c.lvAreas }))} frameMs={frameMs} index={beat.index} show={beat.show} />
      {made.notes.map((n) => (
        <p key={n} class="small">
          {n}
        </p>
      ))}
    </>
  );
}
