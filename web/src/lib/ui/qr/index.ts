export { default as Qr } from './Qr.svelte';
