import { parentPort } from 'node:worker_threads';
import { docxOf } from './docx.ts';
import type { Made, Order } from './make.ts';
import { pdfOf } from './pdf.ts';

const port = parentPort;
if (port === null) throw new Error('documents are made in a thread of their own');

/** One after the other, in the order they were asked for. */
let before: Promise<void> = Promise.resolve();
port.on('message', (order: Order) => {
  before = before.then(() => make(order));
});

async function make({ id, format, content }: Order): Promise<void> {
  let made: Made;
  try {
    const bytes = await (format === 'docx' ? docxOf(content) : pdfOf(content));
    made = { id, bytes: new Uint8Array(bytes) };
  } catch (error) {
    made = { id, error: error instanceof Error ? error.message : 'unknown' };
  }
  port?.postMessage(made);
}
