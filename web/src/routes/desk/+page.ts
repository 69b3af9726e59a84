import { resolve } from '$app/paths';
import { redirect } from '@sveltejs/kit';

/** The desk opens with the meetings. */
export function load(): never {
  redirect(307, resolve('/desk/meetings'));
}
