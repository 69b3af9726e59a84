import { AssemblyKind } from '../common/words.ts';
import { z } from 'zod';
import { foldLoginName } from '../common/login-name.ts';
import { Role, Seat } from '../common/roles.ts';

/** POST /api/sign-in — name and password, for desk and chair. Answers with Me and sets the seat's cookie. */
export const SignInBody = z.strictObject({
  // Folded only: names from before there were rules for new ones still sign in.
  loginName: z.string().max(120).transform(foldLoginName).pipe(z.string().min(1).max(60)),
  password: z.string().min(1).max(200),
  seat: z.enum(['desk', 'chair']),
});
/** Digits of a card's printed code, shown in groups of four. */
export const CODE_DIGITS = 16;
/**
 * POST /api/sign-in/card — by the printed code of a personal card, which works again and again, or by the secret of the
 * link in its QR code, which works once (`card_link_used` afterwards); binds this device, an earlier one is told.
 * Who sits at this device already with the same card just stays. Somebody else there: `someone_signed_in`, and nothing
 * is used up, until it is asked again with `instead`.
 */
export const CardSignInBody = z.union([
  z.strictObject({ code: z.string().min(1).max(40), instead: z.boolean().default(false) }),
  z.strictObject({ link: z.string().min(1).max(40), instead: z.boolean().default(false) }),
]);
/** GET /api/me (seat from the header): who this browser is at that seat. 401 `not_signed_in` when nobody. */
export const Me = z.object({
  seat: Seat,
  personId: z.uuid().nullable(),
  name: z.string(),
  roles: z.array(Role),
  operator: z.boolean(),
  /** Somebody else chose the password: a new one comes first (POST /api/me/password). */
  mustChangePassword: z.boolean(),
  assembly: z.object({
    id: z.uuid(),
    name: z.string(),
    kind: AssemblyKind,
    sample: z.boolean(),
  }),
  /** Tablets and screens belong to one meeting. */
  meetingId: z.uuid().nullable(),
});
export type Me = z.infer<typeof Me>;
/** POST /api/me/password — one's own new password, at desk and chair; other sign-ins end. */
export const PasswordBody = z.strictObject({
  current: z.string().min(1).max(200),
  next: z.string().min(10).max(200),
});
/**
 * GET /api/me/sessions — where one is signed in; DELETE /api/me/sessions/:id ends one of them, POST
 * /api/me/sessions/end-others all but the one that asks. Both give the list that is left.
 */
export const OwnSessions = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      seat: Seat,
      address: z.string(),
      /** What the browser says it is. */
      device: z.string(),
      since: z.iso.datetime(),
      current: z.boolean(),
    }),
  ),
});
