import { z } from 'zod';

/**
 * An id that somebody sends: a UUID, in small letters whatever it was written in, as the database gives it back.
 * Without that one id in two spellings would be two.
 */
export const Id = z.uuid().toLowerCase();
