import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';

/**
 * The sample that the demonstration loads. Every name is made up and says so (样例); the projects are of
 * the kind that residents propose, with invented places.
 */
export const SAMPLE = {
  assembly: { name: '样例街道人大工委', kind: 'subdistrict' as const },
  administrator: { name: '样例管理员', loginName: 'sample-admin' },
  presider: { name: '样例主持人', number: 'YL-900', loginName: 'sample-presider' },
  meeting: { title: '样例街道民生实事项目票选会议', place: '样例街道办事处三楼会议室' },
  /** 40 deputies and 5 committee members, in groups as a real roll has them. */
  deputies: Array.from({ length: 40 }, (_, index) => ({
    name: `样例代表${String(index + 1).padStart(2, '0')}`,
    number: `YL-${String(index + 1).padStart(3, '0')}`,
    unit: `第${['一', '二', '三', '四'][index % 4] ?? '一'}代表小组`,
  })),
  committeeMembers: Array.from({ length: 5 }, (_, index) => ({
    name: `样例委员${String(index + 1).padStart(2, '0')}`,
    number: `YL-1${String(index + 1).padStart(2, '0')}`,
    unit: '工委委员',
  })),
} as const;

const PROJECTS = [
  '样例一社区党群服务站提升改造及无障碍设施完善项目',
  '生活垃圾分类投放点位雨棚与洗手设施增设（二十处）',
  '老旧住宅小区加装电梯补助及管线迁改配套项目',
  '样例二社区卫生服务站选址新建及中医康复设备配置',
  '样例路人行道平整、盲道修复与夜间照明补盲工程',
  '幼儿园和小学周边交通安全设施提升及护学岗建设',
  '社区养老服务站助餐点增设及送餐上门服务项目',
  '样例公园健身步道翻新及儿童活动场地软化改造',
  '老旧小区雨污管网分流改造及易涝点整治（六处）',
  '电动自行车集中充电棚建设与消防喷淋系统配置',
  '样例农贸市场通风、排水和公共卫生间改造项目',
  '辖区高空抛物监测与老旧小区智能门禁安装项目',
] as const;

/** As its meeting, which has what a subdistrict's meetings usually have. */
const QUORUM = [{ of: 'enrolled' as const, fraction: '2/3', strict: true }];
const MAJORITY = [{ base: 'enrolled' as const, fraction: '1/2', strict: true }];

/** In small groups, so that the hall's picture lives; what that lets a watcher learn, the round's page computes. */
const DISPLAY = { display: 'batched', shownGroup: 5 } as const;

export const SAMPLE_ROUNDS: readonly {
  title: string;
  display: 'batched';
  shownGroup: number;
  definition: RoundDefinitionInput;
}[] = [
  {
    title: '2027年度民生实事项目票选（12选10）',
    ...DISPLAY,
    definition: {
      kind: 'choose',
      seats: 10,
      items: PROJECTS.map((title, index) => ({
        id: `p${String(index + 1).padStart(2, '0')}`,
        title,
      })),
      quorum: QUORUM,
      majority: MAJORITY,
    },
  },
  {
    title: '街道三项管理办法（草案）逐项表决',
    ...DISPLAY,
    definition: {
      kind: 'each',
      items: [
        { id: 'm1', title: '《样例街道民生实事项目票选办法（草案）》' },
        { id: 'm2', title: '《样例街道居民议事代表履职办法（草案）》' },
        { id: 'm3', title: '《样例街道民生实事项目监督办法（草案）》' },
      ],
      quorum: QUORUM,
      majority: MAJORITY,
    },
  },
];
