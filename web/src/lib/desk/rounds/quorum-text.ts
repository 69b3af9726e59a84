import type { QuorumRule } from '$domain/round/rules.ts';
import { t } from '#lib/i18n/index.ts';
import { quorumChoiceOf } from './profiles.ts';

/** A quorum in words: by its profile's name, or as its rules stand. */
export function quorumText(rules: readonly QuorumRule[]): string {
  const choice = quorumChoiceOf(rules);
  if (choice !== null) return t(`draft.quorum.${choice}`);
  return rules
    .map(({ of, fraction, strict }) =>
      t(strict ? `quorum.${of}.more` : `quorum.${of}.atLeast`, { fraction }),
    )
    .join(t('rule.and'));
}
