import type { SignInSettings } from '../api/sources.ts';
import { keepSecret, readSecret, type Secrets } from '../open-vault/secrets.ts';

/** How to sign in at a service, where the person had to say it. Sealed, and used again at the next sign-in. */
export async function signInSettingsFor(
  secrets: Secrets,
  fhirBaseUrl: string,
): Promise<SignInSettings> {
  const kept = await readSecret(secrets, secretName(fhirBaseUrl)).catch(() => undefined);
  return kept ?? {}; // sealed by `keepSignInSettings`
}

/** Keeps them in the place of those before. A secret that is not given again stays with its client id. */
export async function keepSignInSettings(
  secrets: Secrets,
  fhirBaseUrl: string,
  settings: SignInSettings,
): Promise<SignInSettings> {
  const before = await signInSettingsFor(secrets, fhirBaseUrl);
  const isSameClient = settings.client?.clientId === before.client?.clientId;
  const kept =
    settings.client?.clientSecret === undefined && isSameClient && before.client !== undefined
      ? { ...settings, client: before.client }
      : settings;
  await keepSecret(secrets, secretName(fhirBaseUrl), kept);
  return kept;
}

function secretName(fhirBaseUrl: string): readonly string[] {
  return ['sign-in-settings', fhirBaseUrl];
}
