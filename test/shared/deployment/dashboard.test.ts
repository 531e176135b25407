import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { alarmNames } from '#shared/deployment/alarms';
import { dashboard } from '#shared/deployment/dashboard';
import { creating, pinning, searching } from '#test/shared/deployment/deployed-functions';

const body = z.object({
  widgets: z.array(
    z.object({
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      properties: z.looseObject({
        alarms: z.optional(z.array(z.string())),
        metrics: z.optional(z.array(z.array(z.unknown()))),
      }),
    }),
  ),
});

const functions = [pinning, searching, creating];
const properties = dashboard('chat-dev', functions).Dashboard?.Properties;
const text = z.parse(z.object({ DashboardBody: z.object({ 'Fn::Sub': z.string() }) }), properties);
const { widgets } = z.parse(body, JSON.parse(text.DashboardBody['Fn::Sub']));

test('is named after the stack', () => {
  expect(properties).toMatchObject({ DashboardName: 'chat-dev' });
});

test('has no overlapping widgets, and none outside the grid', () => {
  const places = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, place) => `${x + (place % width)} ${y + Math.floor(place / width)}`),
  );
  expect(new Set(places).size).toBe(places.length);
  expect(Math.max(...widgets.map(({ x, width }) => x + width))).toBe(24);
});

test('shows every alarm', () => {
  expect(widgets.flatMap((widget) => widget.properties.alarms ?? [])).toEqual(
    alarmNames.map(
      (name) => `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:chat-dev-${name}`,
    ),
  );
});

test('has the same number of graphs for one function as for many', () => {
  const count = (Dashboard: unknown) => JSON.stringify(Dashboard).split('type').length;
  expect(count(dashboard('chat-dev', functions))).toBe(count(dashboard('chat-dev', [pinning])));
});

const labelsOf = (metric: string) =>
  widgets
    .flatMap((widget) => widget.properties.metrics ?? [])
    .filter(([, name]) => name === metric)
    .map((line) => z.object({ label: z.string() }).parse(line.at(-1)).label);

test('has a line for each function, and one for each queue', () => {
  expect(labelsOf('Duration')).toEqual(['pin-conversations', 'search-groups', 'create-contact-group']);
  expect(labelsOf('ApproximateAgeOfOldestMessage')).toEqual(['pin-conversations']);
});

test('searches for failures by the dimensions that the functions record', () => {
  expect(JSON.stringify(widgets)).toContain(
    'SEARCH(\'{ChatFunctions,errorCode,function,kind,service} service=\\"chat-dev\\" MetricName=\\"FailuresByCode\\"',
  );
});
