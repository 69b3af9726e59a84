import { formatNumber, t, words } from '#lib/i18n/index.ts';

/** What ids in an entry stood for at its moment. */
type Names = Readonly<Record<string, string>>;

/** As many of a list as are told one by one. */
const MOST = 20;

/** An event of the log in words; its own name where this page is older than the server. */
export function eventText(event: string): string {
  const key = `audit.event.${event}`;
  return words.has(key) ? t(key) : event;
}

/** The detail of an entry, each field with its name. */
export function detailText(detail: Readonly<Record<string, unknown>>, names: Names): string {
  return Object.entries(detail)
    .map(([field, value]) => {
      const key = `audit.field.${field}`;
      const label = words.has(key) ? t(key) : field;
      return t('audit.pair', { label, value: valueText(field, value, names) });
    })
    .join(t('audit.semicolon'));
}

/** Where the words for a field's values stand in the catalogue. */
const VALUES: Readonly<Record<string, string>> = {
  seat: 'seat',
  role: 'role',
  roles: 'role',
  class: 'class',
  attendance: 'roll.attendance',
  state: 'round.state',
  display: 'draft.display',
  boxPublication: 'draft.box',
  reason: 'audit.reason',
  fields: 'audit.field',
  origin: 'audit.origin',
  office: 'audit.office',
  kind: 'audit.kind',
  medium: 'audit.medium',
  majority: 'audit.majority',
  document: 'audit.document',
  format: 'audit.format',
  theme: 'screens.theme',
};

function valueText(field: string, value: unknown, names: Names): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return t('common.none');
    const told = value.slice(0, MOST).map((each) => valueText(field, each, names));
    const rest = value.length - told.length;
    const list = told.join(t('common.listComma'));
    return rest === 0 ? list : t('audit.andMore', { list, rest });
  }
  if (value === null || value === undefined) return t('common.none');
  if (typeof value === 'object') {
    const { before, after } = value as Record<string, unknown>;
    if (typeof before === 'string' && typeof after === 'string') {
      return t('audit.changed', { before, after });
    }
    return Object.entries(value)
      .map(([inner, each]) => valueText(inner, each, names))
      .join(' ');
  }
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'string') return '';
  const key = `${VALUES[field] ?? ''}.${value}`;
  if (words.has(key)) return t(key);
  const name = names[value];
  if (name !== undefined) return t('audit.quoted', { name });
  // An id or a checksum that stands for nothing known here: its beginning tells two apart.
  return /^[0-9a-f-]{32,}$/i.test(value) ? `${value.slice(0, 8)}…` : value;
}
