export { default as LanguageSwitch } from './LanguageSwitch.svelte';
export { default as Switch } from './Switch.svelte';
export { default as TextSizeSwitch } from './TextSizeSwitch.svelte';
export { textSize, type TextSize } from './text-size.svelte.ts';
