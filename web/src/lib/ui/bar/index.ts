export { default as Bar } from './Bar.svelte';
