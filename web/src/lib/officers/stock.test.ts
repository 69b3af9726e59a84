import { describe, expect, it } from 'vitest';
import { StockBody } from '../../../../server/contract/paper/schemas.ts';
import { balanceOf, bodyOfStock, fieldsOfStock, stockProblems } from './stock.ts';

const fields = { ...fieldsOfStock(null), printed: '45', issued: '40', destroyed: '5' };

describe('the record of papers', () => {
  it('asks for what is missing and for whole numbers', () => {
    expect(stockProblems(fieldsOfStock(null), 40)).toEqual({ printed: 'needed', issued: 'needed' });
    expect(stockProblems({ ...fields, spoiled: '-1', collected: '4.5' }, 40)).toEqual({
      spoiled: 'whole',
      collected: 'whole',
    });
    expect(stockProblems(fields, 40)).toEqual({});
    expect(stockProblems(fields, 39)).toEqual({ issued: 'issued_too_many' });
  });

  it('compares what was printed with what became of it', () => {
    expect(balanceOf(fields)).toEqual({ accounted: 45, printed: 45 });
    expect(balanceOf({ ...fields, specimens: '3' })).toEqual({ accounted: 48, printed: 45 });
    expect(balanceOf({ ...fields, printed: '' })).toBeNull();
  });

  it('sends and reads back the same', () => {
    const body = bodyOfStock({ ...fields, collected: '', note: ' 样例 ' }, 2);
    expect(StockBody.parse(body)).toEqual(body);
    expect(body).toMatchObject({ collected: null, note: '样例', version: 2 });
    expect(bodyOfStock(fieldsOfStock(body), 2)).toEqual(body);
  });
});
