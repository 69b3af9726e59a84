import { route } from '../common/route.ts';
import { RoomPoll, RoomQuery } from './schemas.ts';
import { MAX_FRAME_BYTES, Settle, SettleAnswer, Vote, VoteAnswer } from './socket.ts';

export const view = route({
  method: 'GET',
  path: '/room',
  says: 'The picture of the room, for devices whose network blocks sockets.',
  may: 'room.watch',
  query: RoomQuery,
  gives: RoomPoll,
});

export const vote = route({
  method: 'POST',
  path: '/vote',
  says: 'Casts a vote, as the socket does.',
  may: 'vote.cast',
  bytes: MAX_FRAME_BYTES,
  body: Vote,
  gives: VoteAnswer,
});

export const settle = route({
  method: 'POST',
  path: '/vote/settle',
  says: 'What became of a cast that is in doubt.',
  may: 'vote.ask',
  bytes: MAX_FRAME_BYTES,
  body: Settle,
  gives: SettleAnswer,
});
