import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { dashboard } from '#shared/deployment/dashboard';
import { pinning, searching } from '#test/shared/deployment/deployed-functions';
import { emittedMetrics } from '#test/shared/deployment/emitted-metrics';

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

const properties = dashboard('chat-dev', [pinning, searching]).Dashboard?.Properties;
const text = z.parse(z.object({ DashboardBody: z.object({ 'Fn::Sub': z.string() }) }), properties);
const { widgets } = z.parse(body, JSON.parse(text.DashboardBody['Fn::Sub']));

test('is named after the stack', () => {
  expect(properties).toMatchObject({ DashboardName: 'chat-dev' });
});

test('has no two widgets at one place, and none beside the grid', () => {
  const places = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, place) => `${x + (place % width)} ${y + Math.floor(place / width)}`),
  );
  expect(new Set(places).size).toBe(places.length);
  expect(Math.max(...widgets.map(({ x, width }) => x + width))).toBe(24);
});

test('shows every alarm of every function', () => {
  const shown = widgets.flatMap((widget) => widget.properties.alarms ?? []);
  expect(shown).toHaveLength(12);
  expect(shown).toContain(
    `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:chat-dev-search-groups-dead-letters`,
  );
});

test('shows metrics that there are', () => {
  const emitted = emittedMetrics();
  const lines = widgets.flatMap((widget) => widget.properties.metrics ?? []);
  const own = lines.filter(([namespace]) => namespace === 'ChatFunctions');
  expect(own.length).toBeGreaterThan(10);
  for (const [namespace, name, dimension] of own) expect(emitted).toContain(`${namespace} ${name} ${dimension}`);
});

test('finds failures by the dimensions that they have', () => {
  expect(emittedMetrics()).toContain('ChatFunctions FailuresByCode errorCode,function,kind,service');
  expect(JSON.stringify(widgets)).toContain(
    'SEARCH(\'{ChatFunctions,errorCode,function,kind,service} function=\\"chat-dev-search-groups\\"',
  );
});
