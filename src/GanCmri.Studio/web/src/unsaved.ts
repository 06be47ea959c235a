import { useLayoutEffect } from "preact/hooks";

const questions = new Set<string>();

/** Whether the page may be left: asks where something would be lost. */
export const mayLeave = () => [...questions].every((question) => confirm(question));

/** While something is unsaved, leaving asks first: for another page of the studio, for another address, or to close. */
export function useUnsaved(unsaved: boolean, question: string) {
  useLayoutEffect(() => {
    if (!unsaved) return;
    const ask = (e: BeforeUnloadEvent) => e.preventDefault();
    questions.add(question);
    addEventListener("beforeunload", ask);
    return () => {
      questions.delete(question);
      removeEventListener("beforeunload", ask);
    };
  }, [unsaved, question]);
}
