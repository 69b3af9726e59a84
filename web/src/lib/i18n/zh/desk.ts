export const desk = {
  'desk.title': '工作台',
};
