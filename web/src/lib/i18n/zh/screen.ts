export const screen = {
  'screen.title': '大屏幕',
};
