/** The account of somebody who signs in with a password: at the chair and in the office, at no tablet. */
export const account = {
  'account.title': '我的账号',
  'account.first': '请设置您自己的密码',
  'account.first.why': '您现在的密码是别人设置的。换成只有您自己知道的密码后，就可以开始使用。',
  'account.password': '修改密码',
  'account.password.current': '现在的密码',
  'account.password.next': '新密码',
  'account.password.again': '再输入一次新密码',
  'account.password.hint':
    '至少 10 个字符；可用三四个不相干的词连起来。不要只用数字、姓名或常见密码。',
  'account.password.differs': '两次输入的新密码不一致',
  'account.password.show': '显示密码',
  'account.password.change': '修改密码',
  'account.password.done': '密码已修改，其他地方的登录已退出',
  'account.sessions': '我的登录',
  'account.sessions.hint': '以下设备现在以您的身份登录。不认识的，请退出并修改密码。',
  'account.sessions.current': '本设备',
  'account.sessions.unknown': '未知设备',
  'account.sessions.since': '{time} 登录',
  'account.sessions.end': '退出该登录',
  'account.sessions.endOthers': '退出其他所有登录',
};
