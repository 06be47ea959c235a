import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask, askJson } from "../api";
import { counted, figure } from "../figures";
import { Drop } from "../parts/drop";
import { SortedTable, type Column } from "../parts/table";

interface State {
  phase: "waiting" | "running" | "stopped" | "done" | "failed";
  done: number;
  total: number;
  message: string;
}

interface Job {
  name: string;
  line: number;
  asked: string;
  files: string[];
  numbers: { before: number | null; after: number | null; facPercent: number | null } | null;
  notes: string[];
}

interface Problem {
  line: number;
  column: string;
  expected: string;
  found: string;
  remedy: string;
}

interface Batch {
  id: string;
  jobs: Job[];
  problems: Problem[];
  state: State;
}

const example = "id,seed,lv_area_mm2,sphericity_index,trajectory,frames\nlarger,7,+15%,,frame-to-frame,20\nround,7,,0.9,ed-to-es,20\n";

/** Jobs: a file in, checked row by row, run and watched. */
export function JobsPage() {
  const [batch, setBatch] = useState<Batch>();
  const [error, setError] = useState("");
  const stream = useRef<EventSource | undefined>(undefined);
  useEffect(() => () => stream.current?.close(), []);
  const doing = async (work: () => Promise<void>) => {
    setError("");
    try {
      await work();
    } catch (e) {
      setError((e as Error).message);
    }
  };
  const watch = (id: string) => {
    stream.current?.close();
    const events = (stream.current = new EventSource(`/api/jobs/${id}/states`));
    events.onmessage = (e) => {
      const state = JSON.parse(e.data as string) as State;
      setBatch((b) => b && { ...b, state });
      if (state.phase === "running" || state.phase === "waiting") return;
      events.close();
      void doing(async () => setBatch(await askJson<Batch>(`/api/jobs/${id}`)));
    };
    // A connection that broke is opened again by itself, and begins with the state of then; one that was refused is not.
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) setError("the studio no longer knows this run: drop the file again");
    };
  };
  const take = (file: Blob) =>
    doing(async () => {
      const taken = await askJson<Batch>("/api/jobs", { method: "POST", body: file });
      setBatch(taken);
      if (taken.state.phase === "running") watch(taken.id);
    });
  const run = (id: string) =>
    doing(async () => {
      await ask(`/api/jobs/${id}/run`, { method: "POST" });
      watch(id);
    });
  return (
    <>
      <Drop title="Drop a jobs.csv here (a row a job, as gancmri report takes it), or choose one" accept=".csv" take={take} />
      <p class="row">
        <button type="button" onClick={() => take(new Blob([example]))}>
          Take an example
        </button>
      </p>
      <p class="error" role="alert">
        {error}
      </p>
      {batch && (
        <>
          <Progress batch={batch} run={() => run(batch.id)} stop={() => doing(async () => void (await ask(`/api/jobs/${batch.id}/stop`, { method: "POST" })))} />
          <Problems problems={batch.problems} />
          <JobTable batch={batch} />
        </>
      )}
    </>
  );
}

const words = { waiting: "not started", running: "running", stopped: "stopped; going on keeps what is finished", done: "done", failed: "failed" };

function Progress({ batch, run, stop }: { batch: Batch; run: () => void; stop: () => void }) {
  const { state, id } = batch;
  const running = state.phase === "running";
  const finished = batch.jobs.filter((j) => j.numbers !== null).length;
  return (
    <section aria-label="Run">
      <p role="status">
        {counted(batch.jobs.length, "job")} can be done, {counted(batch.problems.length, "row")} cannot. State: {words[state.phase]}
        {running && `, ${state.done} of ${state.total}`}. {finished > 0 && !running && `${counted(finished, "job")} finished.`} {state.message}
      </p>
      <progress max={Math.max(1, state.total)} value={state.phase === "done" ? state.total : state.done} aria-label="Jobs finished" />
      <div class="row">
        <button type="button" class="main" disabled={running || batch.jobs.length === 0} onClick={run}>
          {state.phase === "waiting" ? "Run" : state.phase === "stopped" ? "Go on" : "Run again"}
        </button>
        <button type="button" disabled={!running} onClick={stop}>
          Stop
        </button>
        {state.phase === "done" && (
          <>
            <a class="button" href={`/results/${id}/index.html`} target="_blank" rel="noreferrer">
              Report
            </a>
            <a class="button" href={`/results/${id}/results.csv`} download>
              results.csv
            </a>
          </>
        )}
      </div>
    </section>
  );
}

const problemColumns: Column<Problem>[] = [
  { head: "Line", cell: (p) => p.line, by: (p) => p.line, isNumber: true },
  { head: "Column", cell: (p) => p.column || "whole row", by: (p) => p.column },
  { head: "Expected", cell: (p) => p.expected, by: (p) => p.expected },
  { head: "Found", cell: (p) => <span class="missed">{p.found}</span>, by: (p) => p.found },
  { head: "What to do", cell: (p) => p.remedy, by: (p) => p.remedy },
];

function Problems({ problems }: { problems: Problem[] }) {
  if (!problems.length) return null;
  return (
    <section class="problems" aria-label="Rows that cannot be done">
      <h3>Rows that cannot be done</h3>
      <SortedTable caption={counted(problems.length, "row")} columns={problemColumns} rows={problems} />
    </section>
  );
}

function JobTable({ batch }: { batch: Batch }) {
  const { id, jobs } = batch;
  const columns = useMemo((): Column<Job>[] => {
    const file = (j: Job, name: string) => `/results/${id}/jobs/${encodeURIComponent(j.name)}/${name}`;
    return [
      { head: "Job", cell: (j) => j.name, by: (j) => j.name },
      { head: "Line", cell: (j) => j.line, by: (j) => j.line, isNumber: true },
      { head: "Asked", cell: (j) => j.asked, by: (j) => j.asked },
      {
        head: "Picture",
        cell: (j) => j.files.includes("thumbnail.png") && <img class="thumb" alt={`End-diastole of ${j.name}`} src={file(j, "thumbnail.png")} />,
        by: (j) => j.line,
      },
      { head: "LV area before (mm²)", cell: (j) => figure(j.numbers?.before), by: (j) => j.numbers?.before ?? null, isNumber: true },
      { head: "after (mm²)", cell: (j) => figure(j.numbers?.after), by: (j) => j.numbers?.after ?? null, isNumber: true },
      { head: "FAC (%)", cell: (j) => figure(j.numbers?.facPercent), by: (j) => j.numbers?.facPercent ?? null, isNumber: true },
      {
        head: "Files",
        cell: (j) =>
          j.files.map((f) => (
            <a key={f} class="file" href={file(j, f)} target="_blank" rel="noreferrer">
              {f}
            </a>
          )),
        by: (j) => j.files.length,
      },
      { head: "Notes", cell: (j) => j.notes.join("; "), by: (j) => j.notes.join("; ") },
    ];
  }, [id]);
  if (!jobs.length) return null;
  return (
    <section aria-label="Jobs">
      <h3>Jobs</h3>
      <SortedTable caption={counted(jobs.length, "job")} columns={columns} rows={jobs} first={1} />
    </section>
  );
}
