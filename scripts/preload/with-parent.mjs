// Loaded before a program that `npm start` runs: when the process that started it is gone, however it went, the
// program is asked to stop, so that nothing is left holding a port.
if (process.channel) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
