import { useState } from "preact/hooks";

/** What each column of the table is taken for. */
export type Roles = Record<string, string>;

const kinds = ["phenotype", "exposure", "covariate"];
const phenotype = /(^|[^a-z])(lv|rv|la|ra|ao|aorta|wt|strain)([^a-z]|$)|^(lv|rv)[a-z]+$|sphericity|wall|area|volume|mass|_ml$|_mm2?$/i;
const exposure = /^(age|sex|bmi|height|weight|sbp|dbp|smok|diab|hypert|chol|genotype|rs\d+)/i;
const many = 12;

/** A first guess by names: phenotypes and exposures that are named as usual. What hearts were guided to is no measured phenotype; what
 * another network measures is taken where the measured column is missing, so that no phenotype is tested twice. */
export function rolesOf(header: string[]): Roles {
  const unmeasured = (c: string) => c.endsWith("_target") || (c.endsWith("_judged") && header.includes(c.slice(0, -"_judged".length)));
  return Object.fromEntries(header.map((c) => [c, exposure.test(c) ? "exposure" : phenotype.test(c) && !unmeasured(c) ? "phenotype" : ""]));
}

export function RolesTable({ header, roles, change }: { header: string[]; roles: Roles; change: (roles: Roles) => void }) {
  const [text, setText] = useState("");
  const shown = header.filter((c) => c.toLowerCase().includes(text.toLowerCase()));
  const count = (kind: string) => header.filter((c) => roles[c] === kind).length;
  return (
    <section aria-label="Columns">
      <h3>Columns</h3>
      <p>
        {count("phenotype")} phenotypes, {count("exposure")} exposures, {count("covariate")} covariates of {header.length} columns. Each phenotype is tested against
        each exposure, covariates held constant.
      </p>
      {header.length > many && (
        <label>
          <span>Show only (part of a name)</span>
          <input type="search" value={text} onInput={(e) => setText(e.currentTarget.value)} />
        </label>
      )}
      <div class="scroll roles" tabIndex={0} role="region" aria-label="Roles of columns">
        <table>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((c) => (
              <tr key={c}>
                <th scope="row">{c}</th>
                <td>
                  <select aria-label={`Role of ${c}`} value={roles[c] ?? ""} onChange={(e) => change({ ...roles, [c]: e.currentTarget.value })}>
                    <option value="">not used</option>
                    {kinds.map((k) => (
                      <option key={k}>{k}</option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
