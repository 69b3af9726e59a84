/**
 * Words that people use for passwords, and that are therefore tried first: the usual ones of English and pinyin, of
 * computers and of this field. A password of these and digits alone is not taken.
 */
export const COMMON: readonly string[] = `
  password passwd passcode pass word admin administrator administrators root user users guest login welcome letmein
  default secret system manager master super server test testing demo hello changeme change abc iloveyou love baby
  sunshine princess dragon monkey football baseball superman batman shadow michael jordan charlie freedom whatever
  trustno computer internet windows office google samsung huawei xiaomi tencent weixin wechat alibaba taobao baidu
  qwer asdf zxcv qaz wsx qwerty azerty
  woaini aini wode mima miima denglu guanli guanliyuan yonghu ceshi shiyong nihao zhongguo china beijing shanghai
  guangzhou shenzhen hangzhou woshi laopo laogong baobao mama baba dashu xiaoming zhangsan lisi wangwu woaizhongguo
  renda rendagongwei gongwei gongyi daibiao huiyi biaojue toupiao xuanju jiedao banshichu zhen xiang xiangzhen
  zhuren shuji mishu bangongshi renmin dahui zhuxi zhuxituan jianpiao jipiao chairman deputy vote voting congress
  密码 口令 管理员 管理 系统 用户 登录 测试 你好 中国 我爱你 人大 工委 代表 会议 表决 投票 选举 街道 办事处 主任 书记 公议
`
  .trim()
  .split(/\s+/);
