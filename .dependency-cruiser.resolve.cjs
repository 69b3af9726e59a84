// The names by which the web app imports what it shares with the server, as in web/vite.config.ts.
module.exports = {
  resolve: {
    alias: {
      $contract: `${__dirname}/server/contract`,
      $domain: `${__dirname}/server/domain`,
    },
  },
};
