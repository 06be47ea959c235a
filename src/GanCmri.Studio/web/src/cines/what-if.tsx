import { useRef, useState } from "preact/hooks";
import { askJson, bytesOf, isAbort } from "../api";
import { figure } from "../figures";
import { Latest } from "../latest";
import { Clips } from "../player/clips";
import type { WhatIf } from "./answers";

const beatMs = 1000;

/** A change of this heart: real, reconstruction and guided, in step. */
export function WhatIfPanel({ id, slice }: { id: string; slice: number }) {
  const [area, setArea] = useState(15);
  const [shape, setShape] = useState(0.85);
  const [reshaped, setReshaped] = useState(false);
  const [made, setMade] = useState<WhatIf & { id: number }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const latest = useRef(new Latest());
  const make = async () => {
    setBusy(true);
    setError("");
    try {
      const body = JSON.stringify({ lvAreaPercent: area, sphericity: reshaped ? shape : null, slice, frames: null });
      const headers = { "Content-Type": "application/json" };
      const answer = await latest.current.run((signal) => askJson<WhatIf>(`/api/cines/${id}/whatif`, { method: "POST", body, headers, signal }));
      setMade({ ...answer, id: performance.now() });
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
        <div class="change">
          <label class="check">
            <input type="checkbox" checked={reshaped} onChange={() => setReshaped(!reshaped)} /> Another sphericity index
          </label>
          <label>
            <span>
              Sphericity index: <b>{reshaped ? shape.toFixed(2) : "kept"}</b> <small>1 is a circle</small>
            </span>
            <input type="range" min={0.55} max={0.98} step={0.01} value={shape} disabled={!reshaped} onInput={(e) => setShape(Number(e.currentTarget.value))} />
          </label>
        </div>
        <button type="button" class="main" disabled={busy} onClick={make}>
          Make
        </button>
      </div>
      <p class="error" role="alert">
        {error}
      </p>
      {busy && <p role="status">Working…</p>}
      {made && <InStep key={made.id} made={made} />}
    </section>
  );
}

function InStep({ made }: { made: WhatIf }) {
  const count = made.cines[0]?.outlines.length ?? 1;
  const [clips] = useState(() =>
    made.cines.map((c) => ({
      label: c.title,
      altText: c.title,
      areas: c.lvAreas,
      frames: { width: c.side, height: c.side, count, pixels: bytesOf(c.pixels), outlines: c.outlines },
    })),
  );
  return (
    <>
      <Clips clips={clips} frameMs={beatMs / count} />
      <Changes numbers={made.numbers} />
      {made.notes.map((n) => (
        <p key={n} class="small">
          {n}
        </p>
      ))}
    </>
  );
}

/** What was asked and what came of it, at end-diastole. */
function Changes({ numbers }: { numbers: WhatIf["numbers"] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Numbers of the what-if">
      <table>
        <caption>At end-diastole, the frame of each with the largest LV area, measured by the segmenter. The reconstruction is what the network can make of this heart; the guided one is asked to differ from it.</caption>
        <thead>
          <tr>
            <th scope="col">Phenotype</th>
            {["Real", "Reconstruction", "Asked", "Guided"].map((h) => (
              <th key={h} scope="col" class="n">
                {h}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.map((n) => (
            <tr key={n.label}>
              <th scope="row">{n.label}</th>
              <td class="n">{figure(n.real)}</td>
              <td class="n">{figure(n.reconstruction)}</td>
              <td class="n">{n.asked === null ? "kept" : figure(n.asked)}</td>
              <td class="n">{figure(n.guided)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
