/** Where tests find what they read, whichever folder they stand in. */

/** What the project made for its own tests. */
export const fixtures = new URL('./fixtures/', import.meta.url);

/** What the packages bring. */
export const packages = new URL('../node_modules/', import.meta.url);

/** Real-shaped records beside the checkout, which a clone elsewhere does not have. */
export const sharedData = new URL('../../shared/data/', import.meta.url);
