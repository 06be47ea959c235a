import { useState } from "preact/hooks";

interface Props {
  title: string;
  accept: string;
  take: (file: File) => void;
}

/** A place to drop a file on, or to choose one by keyboard. */
export function Drop({ title, accept, take }: Props) {
  const [over, setOver] = useState(false);
  const first = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) take(file);
  };
  return (
    <label
      class={over ? "drop over" : "drop"}
      onDragOver={(e) => (e.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => (e.preventDefault(), setOver(false), first(e.dataTransfer?.files))}
    >
      <span>{title}</span>
      <input type="file" accept={accept} onChange={(e) => (first(e.currentTarget.files), (e.currentTarget.value = ""))} />
    </label>
  );
}
