import { Dots } from "../charts/dots";
import { Legend } from "../charts/legend";
import { exposures, type Test } from "./data";

interface Props {
  tests: Test[];
  pick: (test: Test) => void;
  hover: (test: Test | undefined) => void;
}

const tested = (tests: Test[]) => tests.filter((t) => t.log10p !== null);
const height = (t: Test) => -(t.log10p as number);

/** Lines of Bonferroni and of the largest p at which Benjamini and Hochberg would have found as many. */
function limits(tests: Test[]): { at: number; text: string }[] {
  const lines = [{ at: Math.log10(tests.length / 0.05), text: "Bonferroni 0.05" }];
  const found = tests.filter((t) => (t.q ?? 1) <= 0.05);
  if (found.length) lines.push({ at: Math.log10(tests.length / found.length / 0.05), text: "q 0.05" });
  return lines;
}

/** Evidence of every test, phenotypes side by side in their groups. */
export function Manhattan({ tests, pick, hover }: Props) {
  const shown = tested(tests);
  if (!shown.length) return <p>No test to show.</p>;
  const groups = [...new Set(shown.map((t) => t.group))];
  const phenotypes = groups.flatMap((g) => [...new Set(shown.filter((t) => t.group === g).map((t) => t.phenotype))]);
  const place = new Map(phenotypes.map((p, i) => [p, i]));
  const colours = exposures(shown);
  const middle = (g: string) => {
    const places = shown.filter((t) => t.group === g).map((t) => place.get(t.phenotype) as number);
    return (Math.min(...places) + Math.max(...places)) / 2;
  };
  const lines = limits(shown);
  return (
    <figure tabIndex={0}>
      <Dots
        dots={shown.map((t) => ({ x: place.get(t.phenotype) as number, y: height(t), colour: colours.indexOf(t.exposure), item: t }))}
        x={[-0.7, phenotypes.length - 0.3]}
        y={[0, Math.max(...lines.map((l) => l.at), ...shown.map(height)) * 1.08]}
        xTitle="Phenotypes by group"
        yTitle="−log₁₀ p"
        label={`Manhattan plot of ${shown.length} tests: ${shown.filter((t) => (t.q ?? 1) <= 0.05).length} with q at most 0.05`}
        xTicks={phenotypes.length <= 8 ? phenotypes.map((p, i) => ({ at: i, text: short(p) })) : groups.map((g) => ({ at: middle(g), text: g }))}
        lines={lines}
        pick={pick}
        hover={hover}
      />
      <Legend names={colours} />
    </figure>
  );
}

/** Evidence against effect. */
export function Volcano({ tests, pick, hover }: Props) {
  const all = tested(tests);
  const shown = all.filter((t) => t.effect !== null);
  if (!shown.length) return <p>No test has a standardised effect.</p>;
  const widest = Math.max(...shown.map((t) => Math.abs(t.effect as number))) * 1.08 || 1;
  const colours = exposures(all);
  const isLog = shown.some((t) => t.isLog);
  return (
    <figure tabIndex={0}>
      <Dots
        dots={shown.map((t) => ({ x: t.effect as number, y: height(t), colour: colours.indexOf(t.exposure), item: t }))}
        x={[-widest, widest]}
        y={[0, Math.max(1, ...shown.map(height)) * 1.08]}
        xTitle={isLog ? "Effect (log odds or log rate a unit of the exposure)" : "Effect (SD of the phenotype a SD of the exposure)"}
        yTitle="−log₁₀ p"
        label={`Volcano plot of ${shown.length} tests`}
        lines={limits(all).slice(0, 1)}
        zero
        pick={pick}
        hover={hover}
      />
      {shown.length < all.length && (
        <p class="small">{all.length - shown.length} tests of categories, interactions or curves have no standardised effect and are not in this plot.</p>
      )}
    </figure>
  );
}

const short = (name: string) => (name.length > 16 ? name.slice(0, 15) + "…" : name);
