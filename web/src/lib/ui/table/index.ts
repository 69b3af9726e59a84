export { default as DataTable } from './DataTable.svelte';
export type { Column } from './rows.ts';
