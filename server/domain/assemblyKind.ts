/** Whose assembly it is: of a subdistrict (街道, a working committee) or of a town (镇, a congress of its own). */
export const ASSEMBLY_KINDS = ['subdistrict', 'town'] as const;
export type AssemblyKind = (typeof ASSEMBLY_KINDS)[number];
