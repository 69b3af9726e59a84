import * as assemblies from './assemblies/routes.ts';
import * as audit from './audit/routes.ts';
import * as boxPublication from './box-publication/routes.ts';
import * as cards from './cards/routes.ts';
import * as counting from './counting/routes.ts';
import * as decisions from './decisions/routes.ts';
import * as demo from './demo/routes.ts';
import * as documents from './documents/routes.ts';
import * as floor from './floor/routes.ts';
import * as following from './following/routes.ts';
import * as meetings from './meetings/routes.ts';
import * as paper from './paper/routes.ts';
import * as people from './people/routes.ts';
import * as reference from './reference/routes.ts';
import * as results from './results/routes.ts';
import * as roll from './roll/routes.ts';
import * as room from './room/routes.ts';
import * as roster from './roster/routes.ts';
import * as rounds from './rounds/routes.ts';
import * as screens from './screens/routes.ts';
import * as setup from './setup/routes.ts';
import * as signIn from './sign-in/routes.ts';

/** Every route of the server, by feature. */
export const ROUTES = {
  assemblies,
  audit,
  boxPublication,
  cards,
  counting,
  decisions,
  demo,
  documents,
  floor,
  following,
  meetings,
  paper,
  people,
  reference,
  results,
  roll,
  room,
  roster,
  rounds,
  screens,
  setup,
  signIn,
};
