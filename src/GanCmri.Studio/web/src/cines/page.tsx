import { useEffect, useRef, useState } from "preact/hooks";
import { askJson, bytesOf, isAbort } from "../api";
import { AreaCurve } from "../charts/curve";
import { figure, withUnit } from "../figures";
import { Latest } from "../latest";
import { useBeat } from "../player/beat";
import { FrameCanvas } from "../player/canvas";
import { PlayerControls } from "../player/controls";
import { wholeWindow, type Frames } from "../player/draw";
import type { Entry, Outlines, SliceFrames, Stack, Volumes } from "./answers";
import { OutlineEditor } from "./editor";
import { WhatIfPanel } from "./what-if";

/** Your cine: what lies in the data folder. */
export function CinesPage() {
  const [entries, setEntries] = useState<Entry[]>();
  const [chosen, choose] = useState("");
  const [error, setError] = useState("");
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    askJson<Entry[]>("/api/cines").then(setEntries, (e: Error) => setError(e.message));
  }, []);
  if (!entries) return <p role="alert">{error || "Opening…"}</p>;
  if (!entries.length)
    return (
      <p>
        No cines here: start the studio with <code>gancmri studio --data FOLDER</code>, a folder of DICOM, NIfTI or pictures. They are read where they are, and never
        sent anywhere.
      </p>
    );
  return (
    <>
      <label>
        <span>Cine</span>
        <select value={chosen} disabled={editing} onChange={(e) => choose(e.currentTarget.value)}>
          <option value="">choose one of {entries.length}</option>
          {entries.map((e) => (
            <option key={e.id} value={e.id}>
              {e.name}
            </option>
          ))}
        </select>
      </label>
      {chosen && <OneCine key={chosen} id={chosen} editing={editing} setEditing={setEditing} />}
    </>
  );
}

/** Whether an outline is being corrected: until it is saved or given up, its frame stays. */
interface Editing {
  editing: boolean;
  setEditing: (on: boolean) => void;
}

function OneCine({ id, editing, setEditing }: { id: string } & Editing) {
  const [stack, setStack] = useState<Stack>();
  const [slice, setSlice] = useState(0);
  const [error, setError] = useState("");
  useEffect(() => {
    askJson<Stack>(`/api/cines/${id}`).then(
      (s) => (setStack(s), setSlice(Math.floor(s.slices.length / 2))),
      (e: Error) => setError(e.message),
    );
  }, [id]);
  if (!stack) return <p role="alert">{error || "Reading…"}</p>;
  return (
    <>
      {stack.slices.length > 1 && (
        <label class="slices">
          <span>
            Slice {slice + 1} of {stack.slices.length} ({slice} in corrections.csv)
          </span>
          <input type="range" min={0} max={stack.slices.length - 1} value={slice} disabled={editing} onInput={(e) => setSlice(Number(e.currentTarget.value))} />
        </label>
      )}
      <OneSlice key={slice} id={id} slice={slice} editing={editing} setEditing={setEditing} />
      <VolumesPanel id={id} />
      <WhatIfPanel id={id} slice={slice} />
    </>
  );
}

function OneSlice({ id, slice, editing, setEditing }: { id: string; slice: number } & Editing) {
  const [seen, setSeen] = useState<SliceFrames>();
  const [found, setFound] = useState<Outlines>();
  const [frames, setFrames] = useState<Frames>();
  const [error, setError] = useState("");
  const [outlined, setOutlined] = useState(true);
  const [window, setWindow] = useState(wholeWindow);
  const latest = useRef(new Latest());
  const place = `/api/cines/${id}/slices/${slice}`;
  useEffect(() => {
    latest.current
      .run(async (signal) => {
        const s = await askJson<SliceFrames>(place, { signal });
        setSeen(s);
        const pixels = bytesOf(s.pixels);
        setFrames({ ...s, pixels, outlines: [] });
        const o = await askJson<Outlines>(`${place}/outlines`, { signal });
        setFound(o);
        setFrames({ ...s, pixels, outlines: o.outlines });
      })
      .catch((e: unknown) => !isAbort(e) && setError((e as Error).message));
    return () => latest.current.stop();
  }, [place]);
  const count = frames?.count ?? 1;
  const frameMs = seen?.frameMs ?? 40;
  const beat = useBeat(count, frameMs);
  const save = async (corners: number[]) => {
    setError("");
    try {
      const headers = { "Content-Type": "application/json" };
      const o = await askJson<Outlines>(`${place}/frames/${beat.index}`, { method: "PUT", body: JSON.stringify(corners), headers });
      setFound(o);
      setFrames((f) => f && { ...f, outlines: o.outlines });
      setEditing(false);
    } catch (e) {
      setError((e as Error).message);
    }
  };
  if (!frames) return <p role="alert">{error || "Reading…"}</p>;
  return (
    <section class="heart slice" aria-label="Slice">
      <div class="picture">
        <div class="stage" style={{ aspectRatio: `${frames.width} / ${frames.height}` }}>
          <FrameCanvas
            frames={frames}
            index={beat.index}
            window={window}
            outlined={outlined && !editing}
            label={`Frame ${beat.index + 1} of ${count}, LV area ${figure(found?.lvAreas[beat.index])} square millimetres`}
          />
          {editing && (
            <OutlineEditor key={beat.index} width={frames.width} height={frames.height} outline={frames.outlines[beat.index] ?? []} save={save} cancel={() => setEditing(false)} />
          )}
          {!found && <span class="badge right">outlining</span>}
        </div>
        <PlayerControls {...{ beat, count, frameMs, outlined, setOutlined, window, setWindow }} isHeld={editing} />
      </div>
      <div>
        <p class="error" role="alert">
          {error}
        </p>
        {found && (
          <>
            <p>
              LV area {withUnit(found.lvAreas[beat.index], "mm²")}
              {found.byHand[beat.index] && ", outlined by hand (the cavity alone: no wall, no right ventricle)"}; fractional area change {withUnit(found.facPercent, "%")}.
            </p>
            <AreaCurve curves={[{ name: "LV area", values: found.lvAreas }]} frameMs={frameMs} index={beat.index} show={editing ? () => undefined : beat.show} />
            <button type="button" disabled={editing} onClick={() => (beat.play(false), setEditing(true))}>
              Correct this outline
            </button>
            {editing && <p class="small">Save the outline, or cancel, to see another frame.</p>}
          </>
        )}
      </div>
    </section>
  );
}

function VolumesPanel({ id }: { id: string }) {
  const [volumes, setVolumes] = useState<Volumes>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const measure = async () => {
    setBusy(true);
    setError("");
    try {
      setVolumes(await askJson<Volumes>(`/api/cines/${id}/volumes`));
    } catch (e) {
      setError((e as Error).message);
    }
    setBusy(false);
  };
  return (
    <section aria-label="Volumes">
      <h3>Volumes</h3>
      <div class="row">
        <button type="button" disabled={busy} onClick={measure}>
          Measure all slices
        </button>
      </div>
      <p role="status">
        {busy
          ? "Outlining every slice…"
          : volumes &&
            (volumes.slices
              ? `EDV ${withUnit(volumes.edvMl, "ml")}, ESV ${withUnit(volumes.esvMl, "ml")}, EF ${withUnit(volumes.efPercent, "%")}, mass ${withUnit(volumes.massG, "g")}, by ${volumes.slices} slices. ${volumes.notes.map((n) => `Note: ${n}.`).join(" ")}`
              : `No volume: ${volumes.notes.join("; ")}.`)}
      </p>
      <p class="error" role="alert">
        {error}
      </p>
    </section>
  );
}
