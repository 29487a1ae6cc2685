import type { ErrorCode } from '../../shared/base/error.ts';

/** What happened, in a few words; then what is safe and what to do. */
export type ErrorWords = {
  readonly title: string;
  readonly whatToDo: string;
  /** What only the service can mend, in the words of those who run it: a line to pass on. */
  readonly forService?: string;
};

const nothingLost = 'Everything already in your record is safe.';
const nothingFetched = `${nothingLost} Nothing was fetched.`;
const passOn = 'Only the service can put this right: pass the line below on to it.';

export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  'server-unreachable': {
    title: 'We could not reach this service',
    whatToDo: `${nothingLost} Check the address and your internet connection, then try again.`,
  },
  'server-too-slow': {
    title: 'The service took too long to answer',
    whatToDo: `${nothingLost} The service may be busy. Try again in a few minutes.`,
  },
  'server-not-fhir': {
    title: 'There is no health record service at this address',
    whatToDo:
      'The address answered, but not with a FHIR record service. It may be the address of a website. Ask the hospital or surgery for its “FHIR address”. Nothing was stored.',
  },
  'server-web-page': {
    title: 'This is the address of a website for people',
    whatToDo:
      'A page to read or to sign in to, such as a patient portal, cannot give records to a program. Ask the hospital or surgery: “What is your FHIR address for patients?” Nothing was stored.',
  },
  'server-refused': {
    title: 'The service refused to give this',
    whatToDo: `${nothingLost} You may not have access to this part. Sign in again, or ask the service that holds the record.`,
  },
  'server-busy': {
    title: 'The service is too busy just now',
    whatToDo: `${nothingLost} Wait a while, then try again. The download goes on from where it stopped.`,
  },
  'server-broken': {
    title: 'The service has a fault',
    whatToDo: `${nothingLost} The fault is at the service, not on your computer. Try again later.`,
  },
  'server-certificate': {
    title: 'The connection to this service is not safe',
    whatToDo:
      'The service could not prove that it is who it says it is, so nothing was sent to it. Check the address letter by letter. If it is right, tell the service.',
  },
  'server-address-invalid': {
    title: 'This address cannot be used',
    whatToDo:
      'Type the whole address as it was given to you. It starts with https and looks like a website address. Nothing was sent.',
  },
  'server-not-encrypted': {
    title: 'This service wanted to leave the safe connection',
    whatToDo:
      'It pointed to an address without encryption (http instead of https), so we stopped there and nothing was sent. Ask the service for an address that stays on https.',
  },
  'unsafe-address': {
    title: 'This leads to an address that is not safe',
    whatToDo: `It is no ordinary web address that begins with https, or it points into your own computer. We opened nothing there and sent nothing there. ${nothingLost} Tell the service, or whoever gave you the link.`,
  },
  'sign-in-not-offered': {
    title: 'This service does not let patients sign in',
    whatToDo:
      'It answered, but offers no sign-in that this program can use. Ask whether the service has an address for patients, or for a file of your record.',
  },
  'sign-in-failed': {
    title: 'Signing in did not work',
    whatToDo: `${nothingLost} Nothing was fetched. Try signing in once more.`,
  },
  'sign-in-cancelled': {
    title: 'You did not sign in',
    whatToDo: `${nothingLost} Nothing was fetched. You can start again whenever you like.`,
  },
  'sign-in-denied': {
    title: 'The service says that you did not allow this',
    whatToDo: `${nothingFetched} If you chose “Deny” or “Cancel” on its page, start again and allow this program to read your record. If you did not, ask the service why it said no.`,
    forService:
      'The authorization endpoint answered error=access_denied. Is this person’s account allowed to use apps?',
  },
  'sign-in-issuer-differs': {
    title: 'The service signed its answer with another name than its own',
    whatToDo: `To keep your sign-in safe, we did not accept it. ${nothingFetched} ${passOn}`,
    forService:
      'The issuer (iss) in the answer to the sign-in is not the issuer in the SMART configuration. Both must be the same to the letter; a slash at the end counts (RFC 9207 section 2.4, OpenID Connect Core 3.1.3.7).',
  },
  'sign-in-nonce-missing': {
    title: 'The service’s answer does not belong to this sign-in',
    whatToDo: `To keep your sign-in safe, we did not accept it. ${nothingFetched} Try once more. If it happens again, only the service can put this right: pass the line below on to it.`,
    forService:
      'The id token has no nonce, or not the one that was sent in the authorization request (OpenID Connect Core 3.1.3.7, point 11).',
  },
  'sign-in-claims-differ': {
    title: 'The service’s answer is meant for another program',
    whatToDo: `To keep your sign-in safe, we did not accept it. ${nothingFetched} ${passOn}`,
    forService:
      'A claim of the id token (aud, azp or sub) is missing, or is not what OpenID Connect Core 3.1.3.7 asks for: aud must be the client ID.',
  },
  'sign-in-clock-differs': {
    title: 'The clocks of this computer and of the service differ',
    whatToDo: `The service’s answer counts as too old, or as not begun. ${nothingFetched} See that the date and time of this computer are right, then sign in again. If they are, pass the line below on to the service.`,
    forService: 'The id token’s exp, iat or nbf is not in time by a clock that is right.',
  },
  'sign-in-signature-wrong': {
    title: 'The signature on the service’s answer is not its own',
    whatToDo: `To keep your sign-in safe, we did not accept it. ${nothingFetched} ${passOn}`,
    forService:
      'The id token’s signature does not match a key at jwks_uri, or there is no such key to be had there (look at kid and alg).',
  },
  'sign-in-algorithm-unknown': {
    title: 'The service signs its answer in a way that we cannot check',
    whatToDo: `To keep your sign-in safe, we did not accept it. ${nothingFetched} ${passOn}`,
    forService:
      'The id token is signed with an alg that is not supported. RS256, RS384, ES256 and ES384 are.',
  },
  'sign-in-token-type': {
    title: 'The service did not say how its permission is used',
    whatToDo: `You signed in, but the answer lacks a part that we need. ${nothingFetched} ${passOn}`,
    forService:
      'The token endpoint’s answer has no token_type, or another one than “Bearer” (RFC 6749 section 5.1; SMART App Launch asks for “Bearer”).',
  },
  'sign-in-scope-refused': {
    title: 'The service refused what we asked to read',
    whatToDo: `We asked for everything, then for less in several ways, and it refused each time. ${nothingFetched} ${passOn}`,
    forService:
      'The sign-in is answered error=invalid_scope, for patient/*.rs, for patient/*.read and for single types. Which scopes may this client ask for?',
  },
  'sign-in-page-instead': {
    title: 'The service answered your sign-in with a web page',
    whatToDo: `You signed in, but where a permission for this program was due, something else came. ${nothingFetched} Try again later. If it happens again, pass the line below on to the service.`,
    forService:
      'The token endpoint answers a code with something that is not a JSON object, such as HTML (RFC 6749 section 5.1).',
  },
  'sign-in-service-broken': {
    title: 'The service has a fault of its own at the sign-in',
    whatToDo: `It could not finish. ${nothingFetched} Try again later. If it happens again, pass the line below on to the service.`,
    forService:
      'The sign-in ends in a fault of the server: a status of 500 or above at the token endpoint, or error=server_error.',
  },
  'sign-in-registration-refused': {
    title: 'The service did not let this program register',
    whatToDo: `It says that programs can do so by themselves, and then refused. ${nothingFetched} Ask it for a client ID for this program, and type that under “Advanced”.`,
    forService:
      'The registration endpoint (RFC 7591) refused Patient-Held Record, a native client without a secret. Please register it by hand, or accept its registration.',
  },
  'sign-in-not-honoured': {
    title: 'The service signed you in, and then did not let you read',
    whatToDo: `It does not accept the permission that it has just given. ${nothingFetched} Try signing in once more. If it happens again, pass the line below on to the service.`,
    forService:
      'The FHIR endpoint answers 401 to an access token that its own token endpoint has just issued.',
  },
  'sign-in-return-path': {
    title: 'The service sent you back to a place that is almost right',
    whatToDo: `To keep your sign-in safe, we did not accept it. ${nothingFetched} ${passOn}`,
    forService:
      'The browser was sent to another path than the redirect_uri of the request, such as /callback/ in place of /callback. It must be the same to the letter (RFC 6749 section 3.1.2).',
  },
  'sign-in-return-no-state': {
    title: 'The service sent you back without saying which sign-in it answers',
    whatToDo: `To keep your sign-in safe, we did not accept it. ${nothingFetched} Try once more. If it happens again, pass the line below on to the service.`,
    forService:
      'The browser came back without the state of the request. It must be in every answer, also in an error (RFC 6749 sections 4.1.2 and 4.1.2.1).',
  },
  'sign-in-return-empty': {
    title: 'The service sent you back without an answer',
    whatToDo: `There was nothing for us to read in it. ${nothingFetched} Try once more. If it happens again, pass the line below on to the service.`,
    forService:
      'The browser came back without code, error or state in the query. In the fragment (after #) an answer does not reach a program: response_mode must be query.',
  },
  'sign-in-expired': {
    title: 'Your sign-in has ended',
    whatToDo: 'What was fetched so far is safely stored. Sign in again to fetch the rest.',
  },
  'sign-in-no-answer': {
    title: 'The service did not send you back',
    whatToDo: `${nothingLost} We waited five minutes. If its page showed a fault, it may not know this program: open “Advanced” below, or ask the service. Otherwise try again.`,
  },
  'sign-in-client-unknown': {
    title: 'The service does not know this program',
    whatToDo: `${nothingLost} Ask the service for a client ID for this program, and a secret where it wants one. Type them under “Advanced”, letter by letter.`,
  },
  'sign-in-return-refused': {
    title: 'The service does not send people back to this program',
    whatToDo: `${nothingLost} Ask the service which return address it allows, and choose it under “Advanced”.`,
  },
  'sign-in-ports-taken': {
    title: 'Another program is in the way of your sign-in',
    whatToDo: `${nothingLost} It uses the place on this computer where the browser should come back to. Close other programs or restart the computer, then try again.`,
  },
  'sign-in-no-patient': {
    title: 'The service did not say whose record this is',
    whatToDo: `${nothingLost} You are signed in, but no record goes with it. Ask the service whether your sign-in is for patients. Nothing was fetched.`,
  },
  'sign-in-other-patient': {
    title: 'This sign-in is for somebody else',
    whatToDo:
      'This source holds another person’s entries, so nothing was changed. Sign in as that person. Somebody else’s record belongs under their own name.',
  },
  'token-not-accepted': {
    title: 'The service did not take this access token',
    whatToDo: `${nothingLost} It may have ended, or a part of it is missing. Ask the service for a new one and paste all of it.`,
  },
  'download-cancelled': {
    title: 'The download was stopped',
    whatToDo:
      'What was fetched so far is safely stored. You can go on later from where it stopped.',
  },
  'download-incomplete': {
    title: 'Only a part could be fetched',
    whatToDo:
      'What was fetched is safely stored, and what is missing is listed. Try again later to fetch the rest.',
  },
  'download-other-person': {
    title: 'This looks like another person’s record',
    whatToDo:
      'Nothing of it was added. Fetch this record again to see what differs, and decide then.',
  },
  'download-person-unknown': {
    title: 'We could not check whose record this is',
    whatToDo:
      'The service does not say who it is about, and nothing of it was added. Fetch this record again, and decide then.',
  },
  'off-origin-link': {
    title: 'The service pointed to another address',
    whatToDo: `To keep your sign-in safe, we did not follow it. ${nothingLost} Tell the service about this.`,
  },
  'file-empty': {
    title: 'This file is empty',
    whatToDo: 'Nothing was stored. Ask whoever gave you the file for it again.',
  },
  'file-truncated': {
    title: 'This file ends in the middle',
    whatToDo:
      'A part of it is missing, so nothing was stored. Copy or download the file again, then add it once more.',
  },
  'file-not-health-data': {
    title: 'There are no health records in this file',
    whatToDo:
      'Nothing was stored. Check whether it is the right file, or ask for your record as FHIR, C-CDA or PDF.',
  },
  'file-unreadable': {
    title: 'This file could not be read',
    whatToDo:
      'Nothing was stored. Check that the file opens on this computer, then add it once more.',
  },
  'file-letters-unknown': {
    title: 'The letters of this file cannot be told for sure',
    whatToDo:
      'It does not say how they are written, and read one way or another some words would come out wrong. Nothing was stored. Ask for the file again in UTF-8, or as a PDF.',
  },
  'file-too-large': {
    title: 'This file is too large',
    whatToDo: 'Nothing was stored. Ask for the record in several smaller files.',
  },
  'file-other-version': {
    title: 'This file is of a kind that we cannot read yet',
    whatToDo: 'Nothing was stored. Ask for the record as FHIR R4 in JSON.',
  },
  'file-xml': {
    title: 'This file is XML, which we cannot read yet',
    whatToDo: 'Nothing was stored. Ask for the record as FHIR in JSON instead of XML.',
  },
  'file-several-people': {
    title: 'This file is about more than one person',
    whatToDo:
      'Nothing was stored, because the program cannot tell whose each entry is. Ask for a file about you alone.',
  },
  'file-not-service-list': {
    title: 'This file is not a list of services',
    whatToDo:
      'Nothing was stored, and a list that you had stays. A list of services is a “User-access Brands” file in JSON, which hospitals and makers of record systems publish.',
  },
  'file-bomb': {
    title: 'This file is packed so tightly that it is not safe to open',
    whatToDo:
      'It would swell beyond what any health record needs, so it was left alone and nothing was stored. Ask for the record in another form.',
  },
  'file-too-deep': {
    title: 'This file is built too deep to be read',
    whatToDo:
      'In it one thing lies inside another, more often than in any health record, so it was left alone and nothing was stored. Ask for the record in another form.',
  },
  'file-damaged': {
    title: 'This file was damaged on its way',
    whatToDo:
      'What is in it is not what was put in, so nothing of it was stored. Copy or download it again, then add it once more.',
  },
  'file-encrypted': {
    title: 'This file is locked with a password',
    whatToDo:
      'Nothing of it was stored. Open it with the program that it was made for, save it without a password, and add that.',
  },
  'file-unknown-kind': {
    title: 'This is a kind of file that we do not know',
    whatToDo:
      'Nothing was stored. This program takes health records (FHIR, C-CDA, SMART Health Cards), PDFs, pictures, and letters.',
  },
  'file-ill-formed': {
    title: 'This file is broken inside',
    whatToDo:
      'Somewhere in it a character is missing or wrong, such as a bracket or the end of a tag, so what belongs where cannot be told. Nothing was stored. Ask whoever made it for the file again, or for your record as a PDF.',
  },
  'file-measured-by-phone': {
    title: 'This is what a phone or a watch measured',
    whatToDo:
      'Steps, pulse and the like are not read by this program, and nothing of it was stored. Health records that hospitals gave to the phone lie beside it in the same file, where there are any.',
  },
  'file-gp-transfer': {
    title: 'This is a message from one surgery to another',
    whatToDo:
      'It was made to move a record from one surgery’s computer to the next (GP2GP), and this program does not read it. Nothing was stored. Ask your surgery for a copy of your record as a PDF, or as FHIR or C-CDA.',
  },
  'file-is-backup': {
    title: 'This is a backup of a record',
    whatToDo: 'Nothing was stored. Lock this record, then choose “Bring back a backup”.',
  },
  'file-card-changed': {
    title: 'This health card is not as its issuer signed it',
    whatToDo: 'Something in it was changed, so nothing was stored. Ask the issuer for it again.',
  },
  'file-card-part': {
    title: 'This is one part of a health card',
    whatToDo: 'Nothing was stored yet. Add the pictures of all its codes together.',
  },
  'file-sign-in-needed': {
    title: 'This is not a file but a way to sign in',
    whatToDo:
      'Whoever made it meant programs to sign in at a service with it, which this program cannot do. Nothing was stored. Ask for the records themselves.',
  },
  'import-cancelled': {
    title: 'You stopped before this was added',
    whatToDo: 'Nothing of it was stored. Add it again whenever you like.',
  },
  'link-unreadable': {
    title: 'This link cannot be read',
    whatToDo:
      'Nothing was stored. Copy the whole link once more, from “shlink:/” or “https” to its last letter. If that does not help, ask whoever made it for a new one.',
  },
  'link-gone': {
    title: 'There is nothing behind this link any more',
    whatToDo:
      'It has ended, was taken back, or its passcode was wrong too often. Ask whoever made it for a new one. What you have already is safe.',
  },
  'file-error-message': {
    title: 'This file holds a message from a computer system and no health records',
    whatToDo: 'Nothing was stored. Ask whoever gave you the file for it again.',
  },
  'server-other-version': {
    title: 'This service speaks a version that we cannot read yet',
    whatToDo:
      'Nothing was stored. This program reads FHIR R4. Ask the service whether it has an R4 address.',
  },
  'vault-wrong-passphrase': {
    title: 'That is not the passphrase',
    whatToDo:
      'Check capital letters and spaces, then try again. Your record is safe. If you have forgotten the passphrase, use the recovery code.',
  },
  'vault-wrong-recovery-code': {
    title: 'That is not the recovery code',
    whatToDo:
      'Check each group against your paper, then try again. Spaces and small letters do not matter. Your record is safe.',
  },
  'vault-locked': {
    title: 'Your record is locked',
    whatToDo: 'Everything in it is safe. Open it with your passphrase.',
  },
  'vault-damaged': {
    title: 'A part of your record cannot be opened',
    whatToDo:
      'Something changed or removed data on this computer’s disk. What is whole stays readable. Keep a copy of this program’s folder before you change anything else.',
  },
  'vault-newer-version': {
    title: 'This record was made by a newer program',
    whatToDo:
      'It is safe and was left alone. Install the newest version of this program to open it.',
  },
  'vault-open-elsewhere': {
    title: 'This record is open in another window',
    whatToDo:
      'It is safe. So that two windows never write over each other, it opens in one at a time. Go on in the other window, or close it there and try again.',
  },
  'vault-last-way-in': {
    title: 'This way in has to stay',
    whatToDo:
      'A record always keeps one passphrase and a recovery code. You can change the passphrase, or add another one before you take this one away.',
  },
  'vault-wait': {
    title: 'Please wait before the next try',
    whatToDo:
      'After several wrong tries the program waits longer each time, so that nobody can try one after the other. Your record is safe.',
  },
  'vault-no-keychain': {
    title: 'This computer has no keychain that could open your record',
    whatToDo:
      'Your record is safe. Open it with your passphrase. On Linux, a keychain comes with GNOME (GNOME Keyring) and KDE (KWallet).',
  },
  'vault-keychain-fixed-key': {
    title: 'This computer would not keep the key secret',
    whatToDo:
      'It has no keychain of its own, and what stands in for it locks everything with the same key, which anybody can look up. So your record is not opened that way. Go on using your passphrase.',
  },
  'vault-keychain-failed': {
    title: 'The keychain of this computer did not open your record',
    whatToDo:
      'Your record is safe. Open it with your passphrase. The keychain may be locked or new: you can then add it again in Settings.',
  },
  'vault-storage-full': {
    title: 'The disk is full',
    whatToDo: `${nothingLost} The last step was not stored. Free some space on this computer, then try again.`,
  },
  'vault-storage-failed': {
    title: 'The record could not be written to this computer’s disk',
    whatToDo: `${nothingLost} The last step was not stored. See that the disk has room. Then close the program, open it again and try once more.`,
  },
  'backup-not-set-up': {
    title: 'Backups cannot be made yet',
    whatToDo: `${nothingLost} Type your recovery code once, so that the program knows for which code backups are made.`,
  },
  'backup-not-readable': {
    title: 'This is not a backup of this program',
    whatToDo:
      'Nothing was changed. Choose a file whose name begins with “phr-backup” and ends with “.age”.',
  },
  'backup-truncated': {
    title: 'This backup is not whole',
    whatToDo:
      'A part of it is missing, so nothing of it was used and nothing was changed. Copy the file again from where it came from, or choose another backup.',
  },
  'backup-damaged': {
    title: 'This backup is damaged',
    whatToDo:
      'Something in it was changed after it was made, so nothing of it was used and nothing was changed. Choose another backup.',
  },
  'backup-wrong-code': {
    title: 'This code does not open this backup',
    whatToDo:
      'The code is a recovery code, but not the one that this backup was made for. If you replaced your code since, use the one from before. Nothing was changed.',
  },
  'backup-of-another-person': {
    title: 'This is a backup of another record',
    whatToDo: 'Nothing was changed. Choose a backup of the record that is open.',
  },
  'backup-newer-version': {
    title: 'This backup was made by a newer program',
    whatToDo:
      'It is safe and was left alone. Install the newest version of this program to read it.',
  },
  'backup-folder-missing': {
    title: 'The folder for backups is not there',
    whatToDo: `${nothingLost} If it is on a stick or another disk, plug it in. Or choose another folder.`,
  },
  'backup-folder-read-only': {
    title: 'The folder for backups cannot be written to',
    whatToDo: `${nothingLost} Choose another folder for backups.`,
  },
  'backup-disk-full': {
    title: 'There is no room for a new backup',
    whatToDo: `${nothingLost} The backups that are there were kept. Free some space or choose another folder.`,
  },
  'backup-failed': {
    title: 'The backup did not work',
    whatToDo: `${nothingLost} The backups that are there were kept. Try again, or choose another folder.`,
  },
  'summary-no-patient': {
    title: 'We do not know whose record this is yet',
    whatToDo:
      'A summary needs your name. Add records from a service or file that holds your details, then try again.',
  },
  'share-card-too-long': {
    title: 'This does not fit on a card',
    whatToDo: 'Use the PDF instead, or leave something out of the summary and try again.',
  },
  'share-unreadable': {
    title: 'This cannot be read',
    whatToDo: 'Check that it is the PDF, the file or a clear picture of the card, then try again.',
  },
  'export-disk-full': {
    title: 'The disk is full, so the file was not saved',
    whatToDo: `${nothingLost} No half-written file was left behind. Free some space or choose another place, then save again.`,
  },
  'export-not-allowed': {
    title: 'The file may not be saved there',
    whatToDo: `${nothingLost} Choose another folder, such as Documents, then save again.`,
  },
  'export-failed': {
    title: 'The file was not saved',
    whatToDo: `${nothingLost} Choose another place, then save again.`,
  },
  'message-invalid': {
    title: 'The program could not do this',
    whatToDo: `${nothingLost} Something was not as expected inside the program. Try again; if it stays so, restart the program.`,
  },
  unexpected: {
    title: 'Something went wrong',
    whatToDo: `${nothingLost} Try again. If it stays so, close the program and open it again.`,
  },
};
