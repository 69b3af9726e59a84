import type { RollClass } from '$contract/common/roles.ts';
import { t } from '../i18n/index.ts';

/** Classes of a roll by name, in one line. */
export function classNames(classes: readonly RollClass[]): string {
  return classes.map((of) => t(`class.${of}`)).join(t('common.listComma'));
}
