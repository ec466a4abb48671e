/**
 * SQL: the tickets in which the work on `$1` (ids) goes on, in the order of their numbers. A ticket that is a duplicate
 * or was merged leads to another one, perhaps over several; others stand for themselves. `union` drops rows that it has
 * already, so that a circle cannot loop for ever.
 */
export const GOING_ON = `
  with recursive chain (id) as (
    select unnest($1::int[])
    union select (ticket.state->'withdrawn'->>'into')::int from chain join ticket on ticket.id = chain.id
      where ticket.state->'withdrawn' ? 'into'
  ) select ticket.id from chain join ticket on ticket.id = chain.id
    where not coalesce(ticket.state->'withdrawn' ? 'into', false) order by ticket.id`;
