import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { AUDIT_EVENTS } from '../../../../../server/contract/events.ts';
import { zh } from '../../i18n/zh/index.ts';

/** The names of fields and the values of closed lists in a detail's shape. */
function wordsOf(shape: z.ZodObject): {
  fields: string[];
  values: [field: string, value: string][];
} {
  const values: [string, string][] = [];
  for (const [field, type] of Object.entries(shape.shape)) {
    for (const value of optionsOf(type as z.ZodType)) values.push([field, value]);
    const inner = innerOf(type as z.ZodType);
    if (inner !== null) values.push(...wordsOf(inner).values);
  }
  return { fields: Object.keys(shape.shape), values };
}

function optionsOf(type: z.ZodType): string[] {
  if ('unwrap' in type) return optionsOf((type as unknown as z.ZodOptional<z.ZodType>).unwrap());
  if ('element' in type) return optionsOf((type as unknown as z.ZodArray<z.ZodType>).element);
  return 'options' in type ? [...(type.options as string[])] : [];
}

/** The objects of a list, such as who was appointed to which office. */
function innerOf(type: z.ZodType): z.ZodObject | null {
  const element = 'element' in type ? (type.element as z.ZodType) : type;
  return 'shape' in element ? (element as unknown as z.ZodObject) : null;
}

const PLACES: Record<string, string> = {
  seat: 'seat',
  roles: 'role',
  class: 'class',
  attendance: 'roll.attendance',
  state: 'round.state',
  display: 'draft.display',
  boxPublication: 'draft.box',
  reason: 'audit.reason',
  origin: 'audit.origin',
  office: 'audit.office',
  kind: 'audit.kind',
  medium: 'audit.medium',
  majority: 'audit.majority',
  document: 'audit.document',
  format: 'audit.format',
  theme: 'screens.theme',
};

describe('the words of the audit log', () => {
  it.each(Object.entries(AUDIT_EVENTS))(
    '%s has a name, its fields and their values too',
    (name, shape) => {
      expect(zh).toHaveProperty([`audit.event.${name}`]);
      const { fields, values } = wordsOf(shape as unknown as z.ZodObject);
      for (const field of fields) expect(zh).toHaveProperty([`audit.field.${field}`]);
      for (const [field, value] of values) {
        expect(zh).toHaveProperty([`${PLACES[field] ?? '?'}.${value}`]);
      }
    },
  );
});
