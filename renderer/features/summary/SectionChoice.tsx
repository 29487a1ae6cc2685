import type { EntryKey } from '../../../shared/record/card.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import type { DraftSection } from '../../vault/api/share.ts';
import { ItemLabel } from './ItemLabel.tsx';
import { isAllergies } from './draft-choices.ts';

type SectionChoiceProps = {
  readonly section: DraftSection;
  readonly leftOut: ReadonlySet<EntryKey>;
  readonly onChoose: (keys: readonly EntryKey[], included: boolean) => void;
};

/** One section of the summary, entry by entry, each with a tick. */
export function SectionChoice({ section, leftOut, onChoose }: SectionChoiceProps) {
  const keys = section.items.map((item) => item.key);
  const included = keys.filter((key) => !leftOut.has(key)).length;
  const allIn = included === keys.length;
  return (
    <fieldset className="nhsuk-fieldset phr-choice">
      <legend className="nhsuk-fieldset__legend">
        {section.title}{' '}
        <span className="phr-choice__count">
          {keys.length === 0 ? '' : `${included} of ${keys.length}`}
        </span>
      </legend>
      {keys.length === 0 && section.statements.length === 0 && (
        <p className="phr-body phr-quiet">
          Nothing in your record. The summary will say “no information”.
        </p>
      )}
      {section.statements.map(({ words }) => (
        <p className="phr-body phr-quiet" key={words}>
          {words}
        </p>
      ))}
      {isAllergies(section) && !allIn && (
        <p className="nhsuk-error-message">An allergy is left out. This can be dangerous.</p>
      )}
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
        {section.items.map((item) => (
          <Checkbox
            key={item.key}
            label={<ItemLabel item={item} />}
            checked={!leftOut.has(item.key)}
            onChange={(checked) => {
              onChoose([item.key], checked);
            }}
          />
        ))}
      </div>
      {keys.length > 1 && (
        <p className="phr-small">
          <LinkButton
            onClick={() => {
              onChoose(keys, !allIn);
            }}
          >
            {allIn ? 'Leave out all of these' : 'Put all of these in'}
            <span className="nhsuk-u-visually-hidden">: {section.title}</span>
          </LinkButton>
        </p>
      )}
    </fieldset>
  );
}
