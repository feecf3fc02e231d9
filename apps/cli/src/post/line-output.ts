/** Lines of data, for a file or for what reads our standard output. */
export interface LineOutput {
  line(text: string): void;
  /** Resolves when the reader has caught up: who waits for it never heaps up lines. */
  drained(): Promise<void>;
  /** Resolves when what was written is out. */
  close(): Promise<void>;
}

/** A reader that goes away, such as `head`, ends the output and not the work. */
export function createOutput(stream: NodeJS.WritableStream): LineOutput {
  let open = true;
  let full = false;
  let wake: () => void = () => undefined;
  const goOn = (): void => {
    full = false;
    wake();
  };
  stream.on('drain', goOn);
  stream.on('error', () => { open = false; goOn(); });
  return {
    line: (text) => { if (open) full = !stream.write(`${text}\n`); },
    drained: () => (full && open ? new Promise((done) => { wake = done; }) : Promise.resolve()),
    close: () => new Promise((done) => { if (open) stream.end(() => { done(); }); else done(); }),
  };
}
