/** The time now, handed in so that every rule can be tried at any date. */
export type Clock = () => Date;
