export { csvText } from './csv.ts';
export { saveText } from './save.ts';
