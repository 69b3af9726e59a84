import * as roundsRoutes from '$contract/rounds/routes.ts';
import type { Round } from '$contract/rounds/schemas.ts';
import { RoundDraft } from '$contract/rounds/schemas.ts';
import type { Api, Failure } from '#lib/api/index.ts';
import { issuesOf, type Issues } from '#lib/state/issues.ts';
import { Autosave, type SaveState } from './autosave.ts';
import { bodyOf, checked, type Body, type DraftFields } from './fields.ts';
import { forget, keep, kept, resumed } from './kept.ts';

const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** A form as text, to be compared with what the server has or was sent. */
const textOf = (fields: DraftFields) => JSON.stringify(checked(fields) ?? bodyOf(fields));

/** A draft that is being written: the form, what is wrong with it, and how far it is saved. */
export class Draft {
  readonly roundId: string;
  fields: DraftFields;
  #saving = $state.raw<{ state: SaveState; failure: Failure | null }>({
    state: 'saved',
    failure: null,
  });
  #autosave: Autosave<Body>;
  /** What the server has, as text. */
  #known: string;
  /** What is on its way there. */
  #sent: string | null = null;
  readonly restored: boolean;

  constructor(api: Api, round: Round, fields: DraftFields) {
    this.roundId = round.id;
    this.#known = textOf(fields);
    const known = { version: round.version, text: this.#known };
    const start = resumed(kept(round.id), known, textOf);
    this.restored = start.fields !== null;
    if (!this.restored) forget(round.id);
    this.fields = $state(start.fields ?? fields);
    this.#autosave = new Autosave<Body>({
      // Changes made on an older version meet `stale` and are not lost.
      version: start.version,
      after,
      save: async (body, version) => {
        const text = JSON.stringify(body);
        this.#sent = text;
        this.#keep();
        const answer = await api.call(roundsRoutes.change, { id: round.id }, { ...body, version });
        this.#sent = null;
        if (answer.ok) this.#known = text;
        return answer;
      },
      onstate: (state, failure) => {
        this.#saving = { state, failure };
        if (state === 'saved') forget(round.id);
      },
    });
  }

  get state(): SaveState {
    return this.#saving.state;
  }
  get failure(): Failure | null {
    return this.#saving.failure;
  }
  get version(): number {
    return this.#autosave.version;
  }

  /** What the contract says against the form, by path: `definition.items.0.title`. */
  get issues(): Issues {
    return issuesOf(RoundDraft, bodyOf(this.fields)) ?? {};
  }

  /** To be called whenever the form changed. */
  changed(): void {
    if (textOf(this.fields) === this.#known && this.state === 'saved') return;
    this.#keep();
    this.#autosave.change(checked($state.snapshot(this.fields)));
  }

  #keep(): void {
    const fields = $state.snapshot(this.fields);
    keep(this.roundId, { version: this.#autosave.version, sent: this.#sent, fields });
  }

  /** Saves at once; gives whether the server has everything. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /** The form goes away; what waits is sent, and stays in this browser until it arrived. */
  leave(): void {
    void this.#autosave.flush();
  }

  /** Gives up what was not saved. */
  drop(): void {
    this.#autosave.stop();
    forget(this.roundId);
  }
}
