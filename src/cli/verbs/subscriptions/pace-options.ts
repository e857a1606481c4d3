import { type Command, InvalidArgumentError } from 'commander';
import { type Pace, type QuietHours, type Weekday, weekdays } from '../../../domain/subscription.ts';

/** What the options below give. */
export interface PaceOptions {
  timeZone: string;
  digest?: string;
  quiet?: Pick<QuietHours, 'from' | 'to'>;
  quietDays: Weekday[];
  cap?: number;
}

/** When notices of chat and e-mail may come. */
export function addPaceOptions(command: Command): Command {
  return command
    .option('--time-zone <zone>', 'of the times below, e.g. Europe/Berlin', 'UTC')
    .option('--digest <times>', 'send at hourly, "daily 07:00" or a cron expression, not at once')
    .option('--quiet <hours>', 'send nothing in these hours, e.g. 22:00-07:00, but all after them', readHours)
    .option('--quiet-days <days>', 'the days on which quiet hours begin, e.g. mon,tue', readDays, [
      ...weekdays,
    ])
    .option('--cap <count>', 'notices in an hour at most; what is beyond comes later, in one', Number);
}

/** The pace that the options say. */
export function paceOf({ timeZone, digest, quiet, quietDays, cap }: PaceOptions): Pace {
  return {
    timeZone,
    digest: digest ?? null,
    quietHours: quiet ? { ...quiet, days: quietDays } : null,
    hourlyCap: cap ?? null,
  };
}

function readHours(text: string): Pick<QuietHours, 'from' | 'to'> {
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from, to };
  throw new InvalidArgumentError('use hours such as 22:00-07:00.');
}

function readDays(text: string): Weekday[] {
  const named = text.split(',');
  const days = weekdays.filter((day) => named.includes(day));
  if (days.length === named.length) return days;
  throw new InvalidArgumentError(`use ${weekdays.join(', ')}, or several with commas between them.`);
}
