/** `customer`: everybody in the customer's channel, and with it the staff. */
export type Readers = 'customer' | 'staff';
