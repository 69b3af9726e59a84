export { default as LanguageSwitch } from './LanguageSwitch.svelte';
export { default as Switch } from './Switch.svelte';
export { textSize, type TextSize } from './text-size.svelte.ts';
