-- How the meeting's projectors look (大屏幕亮暗), chosen at the chair or the desk: dark for a hall with the lights down.
alter table room add column screen_theme text not null default 'light' check (screen_theme in ('light', 'dark'));
