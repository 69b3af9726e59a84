import type { Config } from './config.ts';

const OPEN_TO_ALL = ['0.0.0.0', '::'];

/** What is dangerous in a configuration that works, a line each for the operator; said at the start. */
export function warningsOf(config: Config): string[] {
  const warnings = [];
  const encrypted = config.tls !== undefined || config.publicOrigin?.startsWith('https:') === true;
  if (!encrypted && OPEN_TO_ALL.includes(config.host)) {
    warnings.push(
      'Warning: plain http. Everybody on this network can read passwords and votes. Give TLS_CERT and TLS_KEY, or a proxy with TLS (README).\n' +
        '注意：未加密（http）。同一网络上的任何人都可能看到密码和投票内容。请设置 TLS_CERT 与 TLS_KEY，或使用带 TLS 的反向代理（见 README）。',
    );
  }
  if (config.trustProxy > 0 && OPEN_TO_ALL.includes(config.host)) {
    warnings.push(
      'Warning: TRUST_PROXY is set, and the port is open to everybody: whoever comes past the proxy can claim any address. Start with HOST=127.0.0.1.\n' +
        '注意：已设置 TRUST_PROXY，但端口对所有人开放：绕过代理的人可以冒充任意地址。请用 HOST=127.0.0.1 启动。',
    );
  }
  return warnings;
}
