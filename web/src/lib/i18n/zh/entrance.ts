/** Signing in by a link, and the demonstration's list of sign-ins. */
export const entrance = {
  'demo.title': '演示：选择一个身份进入',
  'demo.hint': '以下均为虚构的样例人物。点一下即以该身份登录，同一浏览器可同时打开多个页面。',
  'demo.empty': '本服务器没有开启演示。',
  'demo.signingIn': '正在以该身份登录……',
  'entrance.signingIn': '正在登录……',
  'entrance.badLink': '这个登录链接无效',
  'entrance.badLink.do': '请重新扫描表决卡上的二维码，或手工输入表决码。',
  'entrance.stay': '返回平板',
  'entrance.swap': '这台平板现在是“{current}”，要换成“{next}”吗？',
  'entrance.swap.confirm': '换成 {next}',
  'entrance.swap.hint':
    '换人后，{current} 在这台平板上退出登录。{current} 已投出的票不受影响；没有提交的选择会丢失。',
  'entrance.typeCode': '输入表决码',
};
