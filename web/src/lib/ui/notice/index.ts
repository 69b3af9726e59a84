export { default as ErrorNotice } from './ErrorNotice.svelte';
export { default as Notice } from './Notice.svelte';
export { default as PlainHttp } from './PlainHttp.svelte';
