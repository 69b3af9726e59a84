export { default as DataTable } from './DataTable.svelte';
export { Pages, type PageAsk } from './pages.svelte.ts';
export type { Column } from './rows.ts';
