/**
 * A roster to fill in, as CSV that Excel opens with its Chinese headings intact (the mark at the start
 * says UTF-8). The two rows show how several roles and a blank cell are written; they are clearly samples.
 */
export const ROSTER_TEMPLATE =
  '\uFEFF' +
  [
    '姓名,证号,单位,手机,身份',
    '样例代表一,YL001,样例代表团,,代表',
    '样例委员一,YL002,样例街道人大工委,,代表、委员',
    '',
  ].join('\r\n');
