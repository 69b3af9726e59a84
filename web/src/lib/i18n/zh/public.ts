export const publicPages = {
  'public.title': '公议',
};
