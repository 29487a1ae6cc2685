import { childrenOf, statementsIn } from './cda-xml.ts';
import { readSupply } from './devices.ts';
import { readProcedure } from './procedures.ts';
import { isOfAnother, readEach, staysText, type StatementReader } from './statement.ts';

/** Medical Equipment Organizer: implants and aids, each by itself, and the operations that put one in. */
export const readEquipment: StatementReader = (organizer, place) =>
  readEach(organizer, childrenOf(organizer, 'component').flatMap(statementsIn), (one) => {
    if (isOfAnother(one)) return staysText(one);
    if (one.name === 'procedure') return readProcedure(one, place);
    return one.name === 'supply' ? readSupply(one, place) : staysText(one);
  });
