export { default as Bar } from './Bar.svelte';
export { default as Cut } from './Cut.svelte';
