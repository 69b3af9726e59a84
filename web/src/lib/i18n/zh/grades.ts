/** The usual names of grades (等次); a grade that bears one is translated, whatever language the reader has. */
export const grades = {
  'grade.satisfied': '满意',
  'grade.fairly_satisfied': '比较满意',
  'grade.basically_satisfied': '基本满意',
  'grade.dissatisfied': '不满意',
  'grade.unfamiliar': '不了解',
  'grade.good': '好',
  'grade.fairly_good': '较好',
  'grade.fair': '一般',
  'grade.poor': '差',
  'grade.excellent': '优秀',
  'grade.competent': '称职',
  'grade.basically_competent': '基本称职',
  'grade.incompetent': '不称职',
  'grade.pass': '通过',
  'grade.rectify': '须整改',
};
