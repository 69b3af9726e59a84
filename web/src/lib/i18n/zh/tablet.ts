export const tablet = {
  'tablet.textSize.letter': '字',
};
