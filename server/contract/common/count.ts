import { z } from 'zod';

/** A number of people, ballots or votes that somebody writes down. */
export const Count = z.int().min(0).max(1_000_000);
