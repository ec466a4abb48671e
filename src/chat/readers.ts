/** `customer`: everyone in the customer's channel, staff included. */
export type Readers = 'customer' | 'staff';
