import { useState } from "preact/hooks";
import { askJson } from "../api";
import type { RecipeText } from "./answers";
import { toQuery, type Recipe } from "./recipe";

const files = [
  ["heart.gif", "GIF"],
  ["heart.png", "PNG"],
  ["heart.nii.gz", "NIfTI"],
  ["heart.csv", "CSV"],
] as const;

/** The heart as files, as text that makes it again, and as an address. */
export function Share({ recipe, isRefused }: { recipe: Recipe; isRefused: boolean }) {
  const [shown, show] = useState("");
  const [said, say] = useState("");
  const copy = async (what: string, text: string) => {
    show(text);
    try {
      await navigator.clipboard.writeText(text);
      say(`${what} copied.`);
    } catch {
      say(`${what}: select the text below to copy it.`);
    }
  };
  const text = async () => askJson<RecipeText>(`/api/hearts/text?${toQuery(recipe)}`);
  const link = `${location.origin}/#/explore?${toQuery(recipe)}`;
  return (
    <section class="share" aria-label="Keep this heart">
      <div class="row">
        <button type="button" disabled={isRefused} onClick={() => copy("Permalink", link)}>
          Copy permalink
        </button>
        <button type="button" disabled={isRefused} onClick={async () => copy("Command", (await text()).command)}>
          Copy as command
        </button>
        <button type="button" disabled={isRefused} onClick={async () => copy("C# program", (await text()).cSharp)}>
          Copy as C#
        </button>
        {files.map(([file, name]) =>
          isRefused ? (
            <button key={file} type="button" disabled>
              {name}
            </button>
          ) : (
            <a key={file} class="button" href={`/api/hearts/files/${file}?${toQuery(recipe)}`} download={`seed${recipe.seed}-${file}`}>
              {name}
            </a>
          ),
        )}
      </div>
      <p role="status">{said}</p>
      {shown && (
        <pre tabIndex={0} aria-label="Text to copy">
          {shown}
        </pre>
      )}
    </section>
  );
}
