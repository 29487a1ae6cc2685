import type { ErrorWords } from './error-words-shape.ts';
import { nothingFetched, nothingLost, passOn } from './reassurances.ts';

/** What can go wrong when a person signs in to a service. */
export const signInErrors = {
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
} satisfies Readonly<Record<string, ErrorWords>>;
