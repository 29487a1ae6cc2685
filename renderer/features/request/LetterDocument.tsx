import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { letterOf, numberNames, type LetterAnswers } from './letter.ts';

/** The letter as it is printed, and as it is looked at before. `date`: YYYY-MM-DD. */
export function LetterDocument({
  answers,
  date,
  headingLevel,
}: {
  readonly answers: LetterAnswers;
  readonly date: string;
  readonly headingLevel: 1 | 2;
}) {
  const { subject, opening, parts, closing } = letterOf(answers);
  const { patient, writer, address, to, toAddress, birthDate, nhsNumber, nation } = answers;
  const from = writer.trim() === '' ? patient : writer;
  const Subject = headingLevel === 1 ? 'h1' : 'h2';
  return (
    <div className="letter">
      <p className="letter__lines">{lines(from, address)}</p>
      <p>{formatDate(date)}</p>
      <p className="letter__lines">{lines(to, toAddress)}</p>
      <p>Dear Sir or Madam</p>
      <Subject className="letter__subject">{subject}</Subject>
      <p className="letter__lines">
        {lines(
          `Patient: ${patient.trim()}`,
          `Date of birth: ${formatDate(birthDate)}`,
          nhsNumber.trim() === '' ? '' : `${numberNames[nation]}: ${nhsNumber.trim()}`,
        )}
      </p>
      <p>{opening}</p>
      <ol>
        {parts.map(({ about, words }) => (
          <li key={about}>
            <span className="letter__about">{about}</span> {words}
          </li>
        ))}
      </ol>
      {closing.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <p>Yours faithfully</p>
      <div className="letter__signature" />
      <p>{from.trim()}</p>
    </div>
  );
}

function lines(...texts: readonly string[]): string {
  return texts
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
