/** What is said of the record whenever something beside it went wrong. */
export const nothingLost = 'Everything already in your record is safe.';
export const nothingFetched = `${nothingLost} Nothing was fetched.`;
export const passOn = 'Only the service can put this right: pass the line below on to it.';
