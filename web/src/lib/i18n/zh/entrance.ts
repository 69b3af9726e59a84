/** Signing in by a link, and the demonstration's list of sign-ins. */
export const entrance = {
  'demo.title': '演示：选择一个身份进入',
  'demo.hint': '以下均为虚构的样例人物。点一下即以该身份登录，同一浏览器可同时打开多个页面。',
  'demo.empty': '本服务器没有开启演示。',
  'demo.signingIn': '正在以该身份登录……',
  'entrance.signingIn': '正在登录……',
  'entrance.badLink': '这个登录链接无效',
  'entrance.badLink.do': '请重新扫描表决卡上的二维码，或手工输入表决码。',
  'entrance.typeCode': '输入表决码',
};
