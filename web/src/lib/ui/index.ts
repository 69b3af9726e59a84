/** The parts that every seat uses. Tables and QR codes have doors of their own: tablets and the projector need neither. */
export { Bar } from './bar/index.ts';
export { Button } from './button/index.ts';
export { Dialog } from './dialog/index.ts';
export { Choices, Field, TextField } from './field/index.ts';
export { Loading } from './loading/index.ts';
export { ErrorNotice, Notice, PlainHttp } from './notice/index.ts';
export { Ring } from './ring/index.ts';
export { LanguageSwitch, Switch, textSize } from './switches/index.ts';
