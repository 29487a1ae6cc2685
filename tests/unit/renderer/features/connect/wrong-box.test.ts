import { expect, test } from 'vitest';
import { leadOf } from '../../../../../renderer/features/connect/wrong-box.ts';

test.each([
  ['https://records.example.org/fhir', undefined],
  ['records.example.org', undefined],
  ['records.example.org/fhir/R4?x=1', undefined],
  ['fhir.riverside.nhs.uk/r4', undefined],
  ['http://localhost:8080/fhir', undefined],
  ['localhost:8080', undefined],
  ['127.0.0.1:8080/fhir', undefined],
  ['[::1]:8080/fhir', undefined],
  ['http://letter.example.org/surgery', undefined],
])('takes %j for an address', (typed, lead) => {
  expect(leadOf(typed)).toBe(lead);
});

test.each([
  ['my gp surgery', 'surgery'],
  ['My GP', 'surgery'],
  ['nhs app', 'surgery'],
  ['Dr Okafor, Meadow Lane', 'surgery'],
  ['Meadow Lane Surgery', 'surgery'],
  ['the doctors', 'surgery'],
  ['https://www.nhs.uk/nhs-app/account/', 'surgery'],
  ['www.nhsapp.service.nhs.uk', 'surgery'],
  ['nhs.uk', 'surgery'],
  ['a letter from the clinic', 'letter'],
  ['printout', 'letter'],
  ['I have a PDF', 'file'],
  ['C:\\Users\\me\\record.zip', 'file'],
  ['/home/me/record.json', 'file'],
  ['my record.pdf', 'file'],
  ['qr code', 'code'],
  ['from abroad', 'abroad'],
  ['nothing', 'nothing'],
  ["I don't know", 'nothing'],
  ['Royal Infirmary', 'hospital'],
  ['margaret@example.org', 'any'],
  ['01632 960123', 'any'],
  ['asdf', 'any'],
])('leads %j to where it belongs: %s', (typed, lead) => {
  expect(leadOf(typed)).toBe(lead);
});
