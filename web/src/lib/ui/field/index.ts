export { default as Choices } from './Choices.svelte';
export { default as Field } from './Field.svelte';
export { default as TextField } from './TextField.svelte';
