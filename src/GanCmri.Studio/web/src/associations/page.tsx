import { useRef, useState } from "preact/hooks";
import { ask, askJson, isAbort } from "../api";
import { Latest } from "../latest";
import { Drop } from "../parts/drop";
import { save } from "../parts/save";
import { type Roles, RolesTable, rolesOf } from "./roles";
import type { AssociationData } from "./data";
import { AssociationView } from "./view";

interface Table {
  id: number;
  header: string[];
  name: string;
}

const families = ["linear", "logistic", "firth", "poisson", "negativebinomial"];

/** Associations: a table in, its tests out. */
export function AssociationsPage() {
  const [table, setTable] = useState<Table>();
  const [roles, setRoles] = useState<Roles>({});
  const [family, setFamily] = useState("linear");
  const [cluster, setCluster] = useState("");
  const [done, setDone] = useState<{ data: AssociationData; wish: string }>(); // results, and what they are of
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const latest = useRef(new Latest());
  const doing = async (work: (signal: AbortSignal) => Promise<void>) => {
    setBusy(true);
    setError("");
    try {
      await latest.current.run(work);
      setBusy(false);
    } catch (e) {
      if (isAbort(e)) return;
      setBusy(false);
      setError((e as Error).message);
    }
  };
  const take = (file: File) =>
    doing(async (signal) => {
      const kept = await askJson<Table>(`/api/tables?packed=${file.name.endsWith(".gz")}`, { method: "POST", body: file, signal });
      setTable({ ...kept, name: file.name });
      setRoles(rolesOf(kept.header));
      setDone(undefined);
    });
  const wish = () => {
    const of = (role: string) => (table?.header ?? []).filter((c) => roles[c] === role);
    return JSON.stringify({ outcomes: of("phenotype"), exposures: of("exposure"), covariates: of("covariate"), family, cluster });
  };
  const test = async (signal: AbortSignal) => {
    const asked = wish();
    setDone({ data: (await (await post("study", asked, signal)).json()) as AssociationData, wish: asked });
  };
  const post = (what: string, body: string, signal: AbortSignal) =>
    ask(`/api/tables/${table?.id}/${what}`, { method: "POST", body, headers: { "Content-Type": "application/json" }, signal });
  return (
    <>
      <Drop title="Drop a table of subjects here (CSV with a header, also .gz), or choose one" accept=".csv,.tsv,.txt,.gz" take={take} />
      <p class="small">It stays on this computer, and is forgotten when the studio ends.</p>
      <p class="error" role="alert">
        {error}
      </p>
      {table && (
        <>
          <RolesTable header={table.header} roles={roles} change={setRoles} />
          <div class="row">
            <label>
              <span>Kind of phenotype</span>
              <select value={family} onChange={(e) => setFamily(e.currentTarget.value)}>
                {families.map((f) => (
                  <option key={f}>{f}</option>
                ))}
              </select>
            </label>
            <label>
              <span>Rows that belong together</span>
              <select value={cluster} onChange={(e) => setCluster(e.currentTarget.value)}>
                <option value="">each for itself</option>
                {table.header.map((c) => (
                  <option key={c}>{c}</option>
                ))}
              </select>
            </label>
            <button
              type="button"
              class="main"
              disabled={busy}
              onClick={() => doing(test)}
            >
              Test
            </button>
            {done && (
              <button type="button" onClick={() => doing(async (signal) => save(await (await post("page", done.wish, signal)).blob(), "associations.html"))}>
                Save as one offline page
              </button>
            )}
          </div>
        </>
      )}
      {busy && <p role="status">Working…</p>}
      {done && done.wish !== wish() && (
        <p class="error" role="alert">
          These results are of the columns as they were chosen before, and so is the page that is saved: press Test for the new ones.
        </p>
      )}
      {done && <AssociationView data={done.data} />}
    </>
  );
}
