import { LinkButton } from '../../ui/Button.tsx';
import type { FoundServices, KnownService } from '../../vault/api/sources.ts';

type ServiceResultsProps = {
  readonly found: FoundServices;
  readonly disabled: boolean;
  readonly onChoose: (service: KnownService) => void;
};

/** Services to choose from, those tried before first. */
export function ServiceResults({ found, disabled, onChoose }: ServiceResultsProps) {
  const groups = [
    { title: 'Tried before', services: found.recent },
    { title: 'From your list', services: found.found },
  ].filter(({ services }) => services.length > 0);
  return groups.map(({ title, services }) => (
    <section key={title} aria-label={title}>
      <h3 className="nhsuk-heading-s">{title}</h3>
      <ul className="phr-sources">
        {services.map((service) => (
          <li key={`${service.name}-${service.fhirBaseUrl}`}>
            <LinkButton
              block
              disabled={disabled}
              onClick={() => {
                onChoose(service);
              }}
            >
              {service.name}
            </LinkButton>
            <p className="phr-small phr-quiet">{detailWords(service)}</p>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function detailWords({ place, fhirBaseUrl }: KnownService): string {
  const { host } = new URL(fhirBaseUrl);
  return place === undefined ? host : `${place} · ${host}`;
}
