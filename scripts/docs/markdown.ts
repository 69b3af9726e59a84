import { format } from 'prettier';

/** A table: a head and its rows, one cell an entry. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The text as the formatter of the repository leaves it. */
export function formatted(text: string, file: string): Promise<string> {
  const parser = file.endsWith('.json') ? 'json' : 'markdown';
  return format(text, { parser, printWidth: 100, singleQuote: true });
}
