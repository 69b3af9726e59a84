export { Bar, Cut } from './bar/index.ts';
export { Button } from './button/index.ts';
export { Dialog } from './dialog/index.ts';
export { Field } from './field/index.ts';
export { Loading } from './loading/index.ts';
export { ErrorNotice, Notice } from './notice/index.ts';
export { Ring } from './ring/index.ts';
export { LanguageSwitch, TextSizeSwitch, textSize } from './switches/index.ts';
