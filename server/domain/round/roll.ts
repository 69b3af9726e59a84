/** The figures of the roll (应到、实到、发出、收回) and the identities between them. */
import { z } from 'zod';
import { identifier, wholeNumber } from './rules.ts';

const rollClass = z.strictObject({ enrolled: wholeNumber, present: wholeNumber });

/**
 * 应到 `enrolled`, 实到 `present`, 发出 `issued`, 收回 `collected`, each a number of persons or papers.
 * `collected` may exceed `issued`: that makes the round void and is for the count to say.
 */
export const roll = z
  .strictObject({
    enrolled: wholeNumber,
    present: wholeNumber,
    issued: wholeNumber,
    collected: wholeNumber,
    classes: z.record(identifier, rollClass).optional(),
  })
  .superRefine((figures, context) => {
    const refuse = (path: string[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    const { enrolled, present, issued } = figures;
    if (present > enrolled) refuse(['present'], `present ${present} exceeds enrolled ${enrolled}`);
    if (issued > present) refuse(['issued'], `issued ${issued} exceeds present ${present}`);
    let enrolledByClass = 0;
    let presentByClass = 0;
    for (const [name, group] of Object.entries(figures.classes ?? {})) {
      if (group.present > group.enrolled) {
        refuse(
          ['classes', name, 'present'],
          `present ${group.present} exceeds enrolled ${group.enrolled}`,
        );
      }
      enrolledByClass += group.enrolled;
      presentByClass += group.present;
    }
    // A person belongs to one class at most, so the classes can never hold more than the roll.
    if (enrolledByClass > enrolled) {
      refuse(['classes'], `the classes enrol ${enrolledByClass}, the roll only ${enrolled}`);
    }
    if (presentByClass > present) {
      refuse(['classes'], `of the classes ${presentByClass} are present, of the roll ${present}`);
    }
  })
  .meta({ id: 'roundRoll' });
export type Roll = z.infer<typeof roll>;
