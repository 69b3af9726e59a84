export const chair = {
  'chair.title': '主持台',
};
