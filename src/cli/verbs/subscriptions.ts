import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addSubscriptionsAdd } from './subscriptions/add.ts';
import { addSubscriptionsPause } from './subscriptions/change-state.ts';
import { addSubscriptionsDeliveries } from './subscriptions/deliveries.ts';
import { addSubscriptionsList } from './subscriptions/list.ts';
import { addSubscriptionsMute } from './subscriptions/mute.ts';
import { addSubscriptionsOwner } from './subscriptions/owner.ts';
import { addSubscriptionsPace } from './subscriptions/pace.ts';
import { addSubscriptionsPing } from './subscriptions/ping.ts';
import { addSubscriptionsRedeliver } from './subscriptions/redeliver.ts';
import { addSubscriptionsRemove } from './subscriptions/remove.ts';
import { addSubscriptionsRotate } from './subscriptions/rotate.ts';

/** `subscriptions`: the verbs on who is told of events. */
export function addSubscriptions(program: Command, deps: CliDeps): void {
  const subscriptions = program
    .command('subscriptions')
    .description('subscribe webhooks, chats and addresses of e-mail to events, and see how that goes');
  addSubscriptionsAdd(subscriptions, deps);
  addSubscriptionsList(subscriptions, deps);
  addSubscriptionsPause(subscriptions, deps);
  addSubscriptionsMute(subscriptions, deps);
  addSubscriptionsPace(subscriptions, deps);
  addSubscriptionsOwner(subscriptions, deps);
  addSubscriptionsPing(subscriptions, deps);
  addSubscriptionsRemove(subscriptions, deps);
  addSubscriptionsRotate(subscriptions, deps);
  addSubscriptionsDeliveries(subscriptions, deps);
  addSubscriptionsRedeliver(subscriptions, deps);
}
