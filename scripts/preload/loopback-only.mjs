// Loaded before a program that would listen on every interface and has no option against it: whatever it listens
// on, it listens on this machine only.
import net from 'node:net';

const HOST = '127.0.0.1';
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  const callback = rest.findLast((argument) => typeof argument === 'function');
  if (typeof first === 'function') return listen.call(this, { port: 0, host: HOST }, first);
  if (first === undefined || first === null || isPort(first)) {
    return listen.call(this, { port: Number(first ?? 0), host: HOST }, callback);
  }
  const byPort = typeof first === 'object' && 'port' in first;
  return listen.call(this, byPort ? { ...first, host: HOST } : first, ...rest);
};

function isPort(value) {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
}
