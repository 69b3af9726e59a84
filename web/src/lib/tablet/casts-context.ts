import { createContext } from 'svelte';
import type { Casts } from '../live/casts.svelte.ts';

/** The votes of the person at this tablet. */
export const [getCasts, setCasts] = createContext<Casts>();
