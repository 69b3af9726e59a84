/** Words that gave way to one for the same thing, each with the one that stayed; no page and no paper says them. */
const ABANDONED: readonly (readonly [word: RegExp, kept: string])[] = [
  [/签字|签署/, '签名'],
  [/轮次/, '第 n 项'],
  [/审计|记入日志/, '操作记录'],
  [/终端/, '平板'],
  [/(?<!票)选票/, '表决票'],
  [/发票/, '表决票发放、收回记录'],
  [/职责/, '身份'],
  [/会议(已经)?结束|结束会议|散会/, '闭会'],
  [/废票/, '无效票'],
  [/测评测评/, '测评'],
  [/获选/, '入选'],
];

/** What a text says that it should say otherwise: “签字 → 签名”. */
export function abandonedIn(text: string): string[] {
  return ABANDONED.flatMap(([word, kept]) => {
    const found = word.exec(text)?.[0];
    return found === undefined ? [] : [`${found} → ${kept}`];
  });
}
