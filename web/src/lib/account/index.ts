export { default as AccountPage } from './AccountPage.svelte';
export { default as FirstPassword } from './FirstPassword.svelte';
