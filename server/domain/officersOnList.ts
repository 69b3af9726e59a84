import { electsPersons, type Elects } from './elects.ts';
import type { RoundState } from './states/round.ts';
import { nameKey } from './writtenName.ts';

type Listed = Elects & { readonly items: readonly { readonly title: string }[] };
type Named = { readonly name: string };

/** Until then somebody else can be found, for the list or for the office. */
const AHEAD: readonly RoundState[] = ['draft', 'ready', 'voting', 'closed'];

/**
 * Who watches over the vote or counts it and stands on the list of an election, by name: candidates don't (候选人不得监票、
 * 计票). A warning and no refusal, since two people may have one name.
 */
export function officersOnList<P extends Named>(election: Listed, officers: readonly P[]): P[] {
  if (!electsPersons(election)) return [];
  const listed = new Set(election.items.map(({ title }) => nameKey(title)));
  listed.delete('');
  return officers.filter(({ name }) => listed.has(nameKey(name)));
}

/** The same of all rounds of a meeting that are not counted yet; everybody once. */
export function officersOnLists<P extends Named>(
  rounds: readonly { readonly state: RoundState; readonly definition: Listed }[],
  officers: readonly P[],
): P[] {
  const ahead = rounds.filter(({ state }) => AHEAD.includes(state));
  return officers.filter((one) =>
    ahead.some(({ definition }) => officersOnList(definition, [one]).length > 0),
  );
}
