import { useEffect } from 'react';
import { droppedFiles, type ChosenFile } from '../ui/chosen-files.ts';

/** Takes files that are dropped anywhere on the window; a place of its own for them stops the event before. */
export function useWindowDrop(onFiles: (files: readonly ChosenFile[]) => void): void {
  useEffect(() => {
    const drop = (event: DragEvent): void => {
      if (event.dataTransfer === null) return;
      event.preventDefault();
      // A folder that this person may not read leads to the screen where files are chosen, with none of them.
      void droppedFiles(event.dataTransfer)
        .catch(() => [])
        .then(onFiles);
    };
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('drop', drop);
    };
  }, [onFiles]);
}
