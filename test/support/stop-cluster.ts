import { rmSync } from 'node:fs';
import { cluster } from './cluster';

/** Stops the cluster and removes what it left. */
export default async function stopCluster(): Promise<void> {
  await cluster.running?.server.stop();
  if (cluster.running) rmSync(cluster.running.directory, { recursive: true, force: true, maxRetries: 5 });
}
