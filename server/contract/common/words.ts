import { z } from 'zod';
import { ASSEMBLY_KINDS } from '../../domain/assemblyKind.ts';
import { ORIGINS } from '../../domain/origin.ts';

export const AssemblyKind = z.enum(ASSEMBLY_KINDS);
/** Why a round follows another. */
export const Origin = z.enum(ORIGINS);
/** Where somebody on a roll is: 未到, 出席, 请假. */
export const Attendance = z.enum(['absent', 'present', 'on_leave']);
/** How somebody casts where a round is mixed. */
export const CastingMedium = z.enum(['tablet', 'paper']);
