import type { CommandModule } from 'yargs';
export const command: CommandModule<object, object> = {
  command: 'cleanup',
  describe: 'x',
  handler: () => {},
};
